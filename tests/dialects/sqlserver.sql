SELECT [id] FROM [person] WHERE [name] = @p1
SELECT [id] FROM [person] WHERE [name] <> @p1 AND [age] > @p2
SELECT [id] FROM [person] WHERE [age] < @p1 OR [age] >= @p2 AND NOT [name] = @p3
SELECT [id] FROM [person] WHERE [active] = 1
SELECT [id] FROM [person] WHERE NOT [active] = 1 OR [age] = @p1
SELECT [id] FROM [person] WHERE [active] = CASE WHEN [age] > @p1 THEN 1 WHEN NOT ([age] > @p1) THEN 0 END
SELECT [id] FROM [person] WHERE [nick] IS NULL
SELECT [id] FROM [person] WHERE [nick] IS NOT NULL
SELECT [id] FROM [person] WHERE [nick] IS DISTINCT FROM @p1
SELECT [id] FROM [person] WHERE [nick] IS NOT DISTINCT FROM @p1
SELECT [id] FROM [person] WHERE [age] BETWEEN @p1 AND @p2
SELECT [id] FROM [person] WHERE [age] NOT BETWEEN @p1 AND @p2
SELECT [id] FROM [person] WHERE [age] IN (@p1, @p2, @p3)
SELECT [id] FROM [person] WHERE [name] NOT IN (@p1, @p2)
SELECT [id] FROM [person] WHERE [age] IN (SELECT value FROM openjson(@p1))
SELECT [id] FROM [person] WHERE [name] NOT IN (SELECT value FROM openjson(@p1))
-- lacks comparison of rows
-- lacks comparison of rows
SELECT [id] FROM [person] WHERE [name] LIKE @p1
SELECT [id] FROM [person] WHERE [name] NOT LIKE @p1 ESCAPE @p2
SELECT [id] FROM [person] WHERE [name] LIKE @p1
SELECT [id] FROM [person] WHERE left([name], datalength(@p1) / 2) = @p1 COLLATE Latin1_General_BIN2
SELECT [id] FROM [person] WHERE right([name], datalength(@p1) / 2) = @p1 COLLATE Latin1_General_BIN2
SELECT [id] FROM [person] WHERE charindex(@p1, [name] COLLATE Latin1_General_BIN2) > 0
SELECT [id] FROM [person] WHERE right([name] + @p1, datalength(@p2) / 2) = @p2 COLLATE Latin1_General_BIN2
SELECT [id] FROM [person] WHERE EXISTS (SELECT [visit].[id], [visit].[person_id], [visit].[minutes], [visit].[revision] FROM [visit] WHERE [visit].[person_id] = [person].[id])
SELECT [id] FROM [person] WHERE [id] IN (SELECT [person_id] FROM [visit] WHERE [minutes] > @p1)
SELECT [id] FROM [person] WHERE [id] NOT IN (SELECT [person_id] FROM [visit])
SELECT [id] FROM [person] WHERE (SELECT count(*) FROM [visit] WHERE [visit].[person_id] = [person].[id]) > @p1
SELECT [age] + @p1, [age] - @p2, [age] * @p3, [age] / nullif(@p4, 0), [age] % nullif(@p5, 0), -[age] FROM [person]
SELECT [age] / nullif([age] - @p1, 0), [weight] / nullif([weight], 0) FROM [person]
SELECT [name] + @p1 + [name] FROM [person]
SELECT lower([name]), upper([name]), trim([name]), len([name] + 'x') - 1 FROM [person]
SELECT abs([age] - @p1), coalesce([nick], @p2) FROM [person]
SELECT CAST([age] AS bigint), CAST([weight] AS int), CASE [active] WHEN 1 THEN 'true' WHEN 0 THEN 'false' END FROM [person]
SELECT datepart(year, [born_at]), datepart(month, [born_at]), datepart(day, [born_at]) FROM [person]
SELECT (datepart(weekday, [born_at]) + @@datefirst - 1) % 7, datepart(hour, [born_at]), datepart(minute, [born_at]) FROM [person]
SELECT sysutcdatetime(), CAST(sysutcdatetime() AS datetime2(0)) FROM [person]
SELECT dateadd(microsecond, @p1 % 1000000, dateadd(second, @p1 / 1000000 % 86400, dateadd(day, @p1 / 86400000000, [born_at]))), dateadd(microsecond, -@p2 % 1000000, dateadd(second, -@p2 / 1000000 % 86400, dateadd(day, -@p2 / 86400000000, [born_at]))), datediff_big(microsecond, [born_at], sysutcdatetime()) FROM [person]
SELECT CASE WHEN [age] > @p1 THEN 1 WHEN NOT ([age] > @p1) THEN 0 END FROM [person]
SELECT CASE WHEN [age] > @p1 THEN @p2 WHEN [age] > @p3 THEN @p4 ELSE @p5 END FROM [person]
SELECT CASE WHEN [active] = 1 THEN [name] END FROM [person]
SELECT row_number() OVER (ORDER BY [age] DESC), rank() OVER (PARTITION BY [active] ORDER BY [age]) FROM [person]
SELECT sum(CAST([age] AS bigint)) OVER (), dense_rank() OVER (ORDER BY [name]) FROM [person]
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person]
SELECT DISTINCT [name] FROM [person]
SELECT [person].[id], [person].[name], [person].[nick], [person].[active], [person].[age], [person].[weight], [person].[born_at], [visit].[id], [visit].[person_id], [visit].[minutes], [visit].[revision] FROM [person] JOIN [visit] ON [visit].[person_id] = [person].[id]
SELECT [person].[name], [visit].[minutes] FROM [person] LEFT JOIN [visit] ON [visit].[person_id] = [person].[id]
SELECT [visit].[id] FROM [person] RIGHT JOIN [visit] ON [visit].[person_id] = [person].[id]
SELECT [visit].[id] FROM [person] FULL JOIN [visit] ON [visit].[person_id] = [person].[id]
SELECT [seat].[label] FROM [person] CROSS JOIN [seat]
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] ORDER BY [name], [age] DESC OFFSET 0 ROWS FETCH NEXT @p1 ROWS ONLY
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] ORDER BY [nick], [age] DESC
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] ORDER BY CASE WHEN [nick] IS NULL THEN 0 ELSE 1 END, [nick] DESC, CASE WHEN [age] IS NULL THEN 1 ELSE 0 END, [age]
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] ORDER BY (SELECT NULL) OFFSET @p1 ROWS FETCH NEXT @p2 ROWS ONLY
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] ORDER BY (SELECT NULL) OFFSET @p1 ROWS
-- lacks FOR UPDATE
SELECT count(*), count(DISTINCT [nick]), sum(CAST([age] AS bigint)), avg(CAST([age] AS float)), min([name]), max([weight]) FROM [person]
SELECT count(CASE WHEN [age] > @p1 THEN 1 END), sum(CASE WHEN [name] = @p2 THEN CAST([age] * @p3 AS bigint) END) FROM [person]
SELECT [person].[name], count(*) FROM [visit] JOIN [person] ON [visit].[person_id] = [person].[id] GROUP BY [person].[id], [person].[name] HAVING count(*) > @p1 AND sum([visit].[minutes]) < @p2
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] WHERE [age] > @p1 ORDER BY [name] OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] WHERE [age] > @p1 ORDER BY [name] OFFSET 0 ROWS FETCH NEXT 2 ROWS ONLY
SELECT count(*) FROM (SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] WHERE [age] > @p1) AS [rows]
SELECT CASE WHEN EXISTS (SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] WHERE [age] > @p1) THEN 1 ELSE 0 END
INSERT INTO [seat] ([hall], [number], [label]) VALUES (@p1, @p2, @p3)
INSERT INTO [person] ([name], [active], [age], [weight]) OUTPUT inserted.[id], inserted.[born_at] VALUES (@p1, @p2, @p3, @p4)
UPDATE [person] SET [age] = [age] + @p1, [nick] = NULL WHERE [id] = @p2
UPDATE [person] SET [active] = CASE WHEN [age] > @p1 THEN 1 WHEN NOT ([age] > @p1) THEN 0 END
UPDATE [visit] SET [minutes] = @p1, [revision] = [revision] + 1 OUTPUT inserted.[revision] WHERE [id] = @p2
DELETE FROM [person] WHERE NOT EXISTS (SELECT [visit].[id], [visit].[person_id], [visit].[minutes], [visit].[revision] FROM [visit] WHERE [visit].[person_id] = [person].[id])
DELETE FROM [seat] OUTPUT deleted.[hall], deleted.[number], deleted.[label]
SELECT [id], [name], [nick], [active], [age], [weight], [born_at] FROM [person] WHERE [id] = @p1
SELECT [hall], [number], [label] FROM [seat] WHERE [hall] = @p1 AND [number] = @p2
INSERT INTO [person] ([id], [name], [nick], [active], [age], [weight], [born_at]) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7)
INSERT INTO [person] ([name], [nick], [active], [age], [weight]) OUTPUT inserted.[id], inserted.[born_at] VALUES (@p1, @p2, @p3, @p4, @p5)
INSERT INTO [seat] ([hall], [number], [label]) VALUES (@p1, @p2, @p3), (@p4, @p5, @p6), (@p7, @p8, @p9)
UPDATE [visit] SET [person_id] = @p1, [minutes] = @p2, [revision] = [revision] + 1 OUTPUT inserted.[revision] WHERE [id] = @p3 AND [revision] = @p4
UPDATE [person] SET [name] = @p1, [nick] = @p2, [active] = @p3, [age] = @p4, [weight] = @p5, [born_at] = @p6 WHERE [id] = @p7
MERGE INTO [seat] WITH (HOLDLOCK) USING (VALUES (@p1, @p2, @p3)) AS excluded ([hall], [number], [label]) ON [seat].[hall] = excluded.[hall] AND [seat].[number] = excluded.[number] WHEN MATCHED THEN UPDATE SET [label] = excluded.[label] WHEN NOT MATCHED THEN INSERT ([hall], [number], [label]) VALUES (excluded.[hall], excluded.[number], excluded.[label]);
MERGE INTO [visit] WITH (HOLDLOCK) USING (VALUES (@p1, @p2, @p3, @p4)) AS excluded ([id], [person_id], [minutes], [revision]) ON [visit].[id] = excluded.[id] WHEN MATCHED AND [visit].[revision] = excluded.[revision] THEN UPDATE SET [person_id] = excluded.[person_id], [minutes] = excluded.[minutes], [revision] = [visit].[revision] + 1 WHEN NOT MATCHED THEN INSERT ([id], [person_id], [minutes], [revision]) VALUES (excluded.[id], excluded.[person_id], excluded.[minutes], excluded.[revision]) OUTPUT inserted.[revision];
DELETE FROM [seat] WHERE [hall] = @p1 AND [number] = @p2
DELETE FROM [visit] WHERE [id] = @p1 AND [revision] = @p2
CREATE TABLE [person] ([id] bigint IDENTITY PRIMARY KEY, [name] nvarchar(max) NOT NULL, [nick] nvarchar(max), [active] bit NOT NULL, [age] int NOT NULL, [weight] float NOT NULL, [born_at] datetime2(6) NOT NULL DEFAULT (sysutcdatetime()), UNIQUE ([name]))
CREATE TABLE [visit] ([id] bigint IDENTITY PRIMARY KEY, [person_id] bigint NOT NULL, [minutes] bigint, [revision] int NOT NULL DEFAULT 0, CONSTRAINT [minutes_fit] CHECK ([minutes] >= 0), FOREIGN KEY ([person_id]) REFERENCES [person] ([id]))
CREATE TABLE [seat] ([hall] bigint NOT NULL, [number] bigint NOT NULL, [label] nvarchar(max) NOT NULL, PRIMARY KEY ([hall], [number]))
