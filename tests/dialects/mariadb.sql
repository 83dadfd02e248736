SELECT `id` FROM `person` WHERE `name` = ?
SELECT `id` FROM `person` WHERE `name` <> ? AND `age` > ?
SELECT `id` FROM `person` WHERE `age` < ? OR `age` >= ? AND NOT `name` = ?
SELECT `id` FROM `person` WHERE `active`
SELECT `id` FROM `person` WHERE NOT `active` OR `age` = ?
SELECT `id` FROM `person` WHERE `active` = (`age` > ?)
SELECT `id` FROM `person` WHERE `nick` IS NULL
SELECT `id` FROM `person` WHERE `nick` IS NOT NULL
SELECT `id` FROM `person` WHERE (NOT (`nick` <=> ?))
SELECT `id` FROM `person` WHERE `nick` <=> ?
SELECT `id` FROM `person` WHERE `age` BETWEEN ? AND ?
SELECT `id` FROM `person` WHERE `age` NOT BETWEEN ? AND ?
SELECT `id` FROM `person` WHERE `age` IN (?, ?, ?)
SELECT `id` FROM `person` WHERE `name` NOT IN (?, ?)
SELECT `id` FROM `person` WHERE `age` IN (SELECT value FROM json_table(?, '$[*]' COLUMNS (value int PATH '$')) AS list)
SELECT `id` FROM `person` WHERE `name` NOT IN (SELECT value FROM json_table(?, '$[*]' COLUMNS (value text PATH '$')) AS list)
SELECT `id` FROM `person` WHERE (`name`, `age`) > (?, ?)
SELECT `id` FROM `person` WHERE NOT (`age`, `name`) = (?, ?) OR `age` > ?
SELECT `id` FROM `person` WHERE `name` LIKE ? ESCAPE ''
SELECT `id` FROM `person` WHERE `name` NOT LIKE ? ESCAPE ?
SELECT `id` FROM `person` WHERE `name` LIKE ? ESCAPE ''
SELECT `id` FROM `person` WHERE left(`name`, char_length(?)) = ? COLLATE utf8mb4_bin
SELECT `id` FROM `person` WHERE right(`name`, char_length(?)) = ? COLLATE utf8mb4_bin
SELECT `id` FROM `person` WHERE locate(?, `name` COLLATE utf8mb4_bin) > 0
SELECT `id` FROM `person` WHERE right(concat(`name`, ?), char_length(?)) = ? COLLATE utf8mb4_bin
SELECT `id` FROM `person` WHERE EXISTS (SELECT `visit`.`id`, `visit`.`person_id`, `visit`.`minutes`, `visit`.`revision` FROM `visit` WHERE `visit`.`person_id` = `person`.`id`)
SELECT `id` FROM `person` WHERE `id` IN (SELECT `person_id` FROM `visit` WHERE `minutes` > ?)
SELECT `id` FROM `person` WHERE `id` NOT IN (SELECT `person_id` FROM `visit`)
SELECT `id` FROM `person` WHERE (SELECT count(*) FROM `visit` WHERE `visit`.`person_id` = `person`.`id`) > ?
SELECT `age` + ?, `age` - ?, `age` * ?, `age` DIV ?, `age` % ?, -`age` FROM `person`
SELECT `age` DIV (`age` - ?), `weight` / `weight` FROM `person`
SELECT concat(concat(`name`, ?), `name`) FROM `person`
SELECT lower(`name`), upper(`name`), trim(`name`), char_length(`name`) FROM `person`
SELECT abs(`age` - ?), coalesce(`nick`, ?) FROM `person`
SELECT CAST(`age` AS signed), CAST(truncate(`weight`, 0) AS signed), CASE WHEN `active` THEN 'true' WHEN NOT `active` THEN 'false' END FROM `person`
SELECT extract(YEAR FROM `born_at`), extract(MONTH FROM `born_at`), extract(DAY FROM `born_at`) FROM `person`
SELECT dayofweek(`born_at`) - 1, extract(HOUR FROM `born_at`), extract(MINUTE FROM `born_at`) FROM `person`
SELECT current_timestamp(6), current_timestamp(0) FROM `person`
SELECT timestampadd(MICROSECOND, ?, `born_at`), timestampadd(MICROSECOND, -?, `born_at`), timestampdiff(MICROSECOND, `born_at`, current_timestamp(6)) FROM `person`
SELECT `age` > ? FROM `person`
SELECT CASE WHEN `age` > ? THEN ? WHEN `age` > ? THEN ? ELSE ? END FROM `person`
SELECT CASE WHEN `active` THEN `name` END FROM `person`
SELECT row_number() OVER (ORDER BY `age` DESC), rank() OVER (PARTITION BY `active` ORDER BY `age`) FROM `person`
SELECT CAST(sum(`age`) OVER () AS signed), dense_rank() OVER (ORDER BY `name`) FROM `person`
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person`
SELECT DISTINCT `name` FROM `person`
SELECT `person`.`id`, `person`.`name`, `person`.`nick`, `person`.`active`, `person`.`age`, `person`.`weight`, `person`.`born_at`, `visit`.`id`, `visit`.`person_id`, `visit`.`minutes`, `visit`.`revision` FROM `person` JOIN `visit` ON `visit`.`person_id` = `person`.`id`
SELECT `person`.`name`, `visit`.`minutes` FROM `person` LEFT JOIN `visit` ON `visit`.`person_id` = `person`.`id`
SELECT `visit`.`id` FROM `person` RIGHT JOIN `visit` ON `visit`.`person_id` = `person`.`id`
-- lacks FULL JOIN
SELECT `seat`.`label` FROM `person` CROSS JOIN `seat`
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` ORDER BY `name`, `age` DESC LIMIT ?
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` ORDER BY `nick`, `age` DESC
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` ORDER BY `nick` IS NULL DESC, `nick` DESC, `age` IS NULL, `age`
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` LIMIT ? OFFSET ?
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` LIMIT 18446744073709551615 OFFSET ?
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` FOR UPDATE
SELECT count(*), count(DISTINCT `nick`), CAST(sum(`age`) AS signed), CAST(avg(`age`) AS double), min(`name`), max(`weight`) FROM `person`
SELECT count(CASE WHEN `age` > ? THEN 1 END), CAST(sum(CASE WHEN `name` = ? THEN `age` * ? END) AS signed) FROM `person`
SELECT `person`.`name`, count(*) FROM `visit` JOIN `person` ON `visit`.`person_id` = `person`.`id` GROUP BY `person`.`id`, `person`.`name` HAVING count(*) > ? AND CAST(sum(`visit`.`minutes`) AS signed) < ?
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` WHERE `age` > ? ORDER BY `name` LIMIT 1
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` WHERE `age` > ? ORDER BY `name` LIMIT 2
SELECT count(*) FROM (SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` WHERE `age` > ? ORDER BY `name`) AS `rows`
SELECT EXISTS (SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` WHERE `age` > ? ORDER BY `name`)
INSERT INTO `seat` (`hall`, `number`, `label`) VALUES (?, ?, ?)
INSERT INTO `person` (`name`, `active`, `age`, `weight`) VALUES (?, ?, ?, ?) RETURNING `id`, `born_at`
UPDATE `person` SET `age` = `age` + ?, `nick` = NULL WHERE `id` = ?
UPDATE `person` SET `active` = `age` > ?
-- lacks RETURNING
DELETE FROM `person` WHERE NOT EXISTS (SELECT `visit`.`id`, `visit`.`person_id`, `visit`.`minutes`, `visit`.`revision` FROM `visit` WHERE `visit`.`person_id` = `person`.`id`)
DELETE FROM `seat` RETURNING `hall`, `number`, `label`
SELECT `id`, `name`, `nick`, `active`, `age`, `weight`, `born_at` FROM `person` WHERE `id` = ?
SELECT `hall`, `number`, `label` FROM `seat` WHERE `hall` = ? AND `number` = ?
INSERT INTO `person` (`id`, `name`, `nick`, `active`, `age`, `weight`, `born_at`) VALUES (?, ?, ?, ?, ?, ?, ?)
INSERT INTO `person` (`name`, `nick`, `active`, `age`, `weight`) VALUES (?, ?, ?, ?, ?) RETURNING `id`, `born_at`
INSERT INTO `seat` (`hall`, `number`, `label`) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?)
UPDATE `visit` SET `person_id` = ?, `minutes` = ?, `revision` = `revision` + 1 WHERE `id` = ? AND `revision` = ?
UPDATE `person` SET `name` = ?, `nick` = ?, `active` = ?, `age` = ?, `weight` = ?, `born_at` = ? WHERE `id` = ?
INSERT INTO `seat` (`hall`, `number`, `label`) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE `label` = VALUES(`label`)
INSERT INTO `visit` (`id`, `person_id`, `minutes`, `revision`) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `person_id` = VALUES(`person_id`), `minutes` = VALUES(`minutes`), `revision` = `visit`.`revision` + 1 RETURNING `revision`
DELETE FROM `seat` WHERE `hall` = ? AND `number` = ?
DELETE FROM `visit` WHERE `id` = ? AND `revision` = ?
CREATE TABLE `person` (`id` bigint AUTO_INCREMENT PRIMARY KEY, `name` text NOT NULL, `nick` text, `active` boolean NOT NULL, `age` int NOT NULL, `weight` double NOT NULL, `born_at` datetime(6) NOT NULL DEFAULT (current_timestamp(6)), UNIQUE (`name`))
CREATE TABLE `visit` (`id` bigint AUTO_INCREMENT PRIMARY KEY, `person_id` bigint NOT NULL, `minutes` bigint, `revision` int NOT NULL DEFAULT 0, CONSTRAINT `minutes_fit` CHECK (`minutes` >= 0), FOREIGN KEY (`person_id`) REFERENCES `person` (`id`))
CREATE TABLE `seat` (`hall` bigint NOT NULL, `number` bigint NOT NULL, `label` text NOT NULL, PRIMARY KEY (`hall`, `number`))
