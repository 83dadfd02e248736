-- report: best customers
SELECT c.FirstName, c.LastName, coalesce(c.Country, '-'), printf('%.2f', t.cents / 100.0)
FROM (SELECT CustomerId, CAST(round(sum(Total) * 100) AS INTEGER) AS cents FROM Invoice GROUP BY CustomerId) AS t
JOIN Customer AS c USING (CustomerId)
ORDER BY t.cents DESC, c.CustomerId
LIMIT 10;

-- report: revenue per country and month
SELECT BillingCountry, CAST(substr(InvoiceDate, 1, 4) AS INTEGER), CAST(substr(InvoiceDate, 6, 2) AS INTEGER),
       printf('%.2f', sum(Total))
FROM Invoice
GROUP BY BillingCountry, substr(InvoiceDate, 1, 7)
ORDER BY BillingCountry, substr(InvoiceDate, 1, 7);

-- report: tracks never sold
SELECT TrackId, Name, coalesce(Composer, '-')
FROM Track
WHERE NOT EXISTS (SELECT 1 FROM InvoiceLine WHERE InvoiceLine.TrackId = Track.TrackId)
ORDER BY TrackId;

-- report: longest playlists
SELECT p.PlaylistId, p.Name, count(*), sum(t.Milliseconds)
FROM Playlist AS p, PlaylistTrack AS pt, Track AS t
WHERE p.PlaylistId = pt.PlaylistId AND pt.TrackId = t.TrackId
GROUP BY p.PlaylistId
ORDER BY 4 DESC, 1;

-- report: albums per artist
SELECT Name, albums
FROM (SELECT Name, (SELECT count(*) FROM Album WHERE Album.ArtistId = Artist.ArtistId) AS albums FROM Artist)
WHERE albums >= 5
ORDER BY albums DESC, Name;

-- report: employees and their managers
SELECT FirstName, Title, coalesce((SELECT m.FirstName FROM Employee AS m WHERE m.EmployeeId = e.ReportsTo), '-')
FROM Employee AS e
ORDER BY EmployeeId;

-- report: genres by revenue
WITH sold AS (SELECT Track.GenreId AS genre, Quantity, CAST(round(InvoiceLine.UnitPrice * 100) AS INTEGER) AS cents
              FROM InvoiceLine NATURAL JOIN (SELECT TrackId, GenreId FROM Track) AS Track)
SELECT g.Name, sum(s.Quantity), printf('%.2f', sum(s.Quantity * s.cents) / 100.0)
FROM sold AS s JOIN Genre AS g ON g.GenreId = s.genre
GROUP BY g.GenreId
ORDER BY sum(s.Quantity * s.cents) DESC, g.GenreId;

-- report: average invoice per year
SELECT strftime('%Y', InvoiceDate), count(*), printf('%.2f', round(sum(Total) / count(*), 2)), printf('%.2f',
     min(Total)),
       printf('%.2f', max(Total))
FROM Invoice
GROUP BY 1
ORDER BY 1;

-- report: customers without purchases in 2024
SELECT FirstName, LastName, Country
FROM Customer
WHERE CustomerId NOT IN (SELECT CustomerId FROM Invoice WHERE InvoiceDate >= '2024-01-01' AND InvoiceDate < '2025-01-01')
ORDER BY CustomerId;

-- report: sales per support employee
SELECT e.FirstName || ' ' || e.LastName, count(DISTINCT c.CustomerId), count(*), printf('%.2f', sum(i.Total))
FROM Invoice AS i
JOIN Customer AS c ON c.CustomerId = i.CustomerId
JOIN Employee AS e ON e.EmployeeId = c.SupportRepId
GROUP BY e.EmployeeId
ORDER BY sum(i.Total) DESC;

-- report: artists without albums
SELECT "ArtistId", "Name"
FROM "Artist"
WHERE "ArtistId" NOT IN (SELECT "ArtistId" FROM "Album")
ORDER BY 1;

-- report: composers of several artists
SELECT "Composer", artists, tracks
FROM (SELECT "Composer", count(DISTINCT "ArtistId") AS artists, count(*) AS tracks, min("TrackId") AS first
      FROM "Track" AS t, "Album" AS a
      WHERE a."AlbumId" = t."AlbumId" AND "Composer" IS NOT NULL
      GROUP BY "Composer") AS c
WHERE artists >= 2
ORDER BY artists DESC, first;

-- report: lengths of tracks
SELECT 'short', count(*), min("Milliseconds"), max("Milliseconds") FROM "Track" WHERE "Milliseconds" < 120000
UNION ALL
SELECT 'usual', count(*), min("Milliseconds"), max("Milliseconds") FROM "Track"
WHERE "Milliseconds" >= 120000 AND "Milliseconds" < 360000
UNION ALL
SELECT 'long', count(*), min("Milliseconds"), max("Milliseconds") FROM "Track"
WHERE "Milliseconds" >= 360000 AND "Milliseconds" < 1200000
UNION ALL
SELECT 'film', count(*), min("Milliseconds"), max("Milliseconds") FROM "Track" WHERE "Milliseconds" >= 1200000;

-- report: revenue of months by year
WITH sums AS (SELECT CAST(strftime('%Y', "InvoiceDate") AS INTEGER) AS y, CAST(strftime('%m', "InvoiceDate") AS
     INTEGER) AS m, CAST(round(sum("Total") * 100) AS INTEGER) AS cents FROM "Invoice" GROUP BY 1, 2),
     months AS (SELECT DISTINCT m FROM sums)
SELECT m, printf('%.2f', (coalesce((SELECT cents FROM sums WHERE y = 2021 AND sums.m = months.m), 0)) / 100.0),
       printf('%.2f', (coalesce((SELECT cents FROM sums WHERE y = 2022 AND sums.m = months.m), 0)) / 100.0),
       printf('%.2f', (coalesce((SELECT cents FROM sums WHERE y = 2023 AND sums.m = months.m), 0)) / 100.0),
       printf('%.2f', (coalesce((SELECT cents FROM sums WHERE y = 2024 AND sums.m = months.m), 0)) / 100.0),
       printf('%.2f', (coalesce((SELECT cents FROM sums WHERE y = 2025 AND sums.m = months.m), 0)) / 100.0)
FROM months
ORDER BY m;

-- report: countries ranked
WITH sums AS (SELECT "BillingCountry" AS country, CAST(round(sum("Total") * 100) AS INTEGER) AS cents FROM "Invoice"
     GROUP BY 1)
SELECT 1 + (SELECT count(*) FROM sums AS more WHERE more.cents > sums.cents), country, printf('%.2f', (cents) / 100.0)
FROM sums
ORDER BY cents DESC, country;

-- report: share of genres
SELECT g."Name", sum("Quantity"), sum("Quantity") * 1000 / (SELECT sum("Quantity") FROM "InvoiceLine")
FROM "InvoiceLine" AS l, "Track" AS t, "Genre" AS g
WHERE t."TrackId" = l."TrackId" AND g."GenreId" = t."GenreId"
GROUP BY g."GenreId", g."Name"
ORDER BY 2 DESC, g."GenreId";

-- report: running revenue
WITH sums AS (SELECT CAST(strftime('%Y', "InvoiceDate") AS INTEGER) AS y, CAST(strftime('%m', "InvoiceDate") AS
     INTEGER) AS m, CAST(round(sum("Total") * 100) AS INTEGER) AS cents FROM "Invoice" GROUP BY 1, 2)
SELECT y, m, printf('%.2f', (cents) / 100.0), printf('%.2f', ((SELECT sum(cents) FROM sums AS so_far WHERE so_far.y *
     12 + so_far.m <= sums.y * 12 + sums.m)) / 100.0)
FROM sums
ORDER BY y, m;

-- report: change to the year before
WITH sums AS (SELECT CAST(strftime('%Y', "InvoiceDate") AS INTEGER) AS y, CAST(round(sum("Total") * 100) AS INTEGER)
     AS cents FROM "Invoice" GROUP BY 1)
SELECT now.y, printf('%.2f', (now.cents) / 100.0), CASE WHEN before.y IS NOT NULL THEN printf('%.2f', (now.cents -
     before.cents) / 100.0) END
FROM sums AS now LEFT JOIN sums AS before ON before.y = now.y - 1
ORDER BY 1;

-- report: customers above the mean
WITH sums AS (SELECT "CustomerId" AS id, CAST(round(sum("Total") * 100) AS INTEGER) AS cents FROM "Invoice" GROUP BY 1)
SELECT "LastName", printf('%.2f', (cents) / 100.0)
FROM sums JOIN "Customer" ON "CustomerId" = id
WHERE cents * (SELECT count(*) FROM sums) > (SELECT sum(cents) FROM sums)
ORDER BY cents DESC, id;

-- report: best tracks of genres
WITH sold AS (SELECT "GenreId" AS genre, t."TrackId" AS track, "Name" AS title, sum("Quantity") AS pieces
              FROM "Track" AS t JOIN "InvoiceLine" AS l ON l."TrackId" = t."TrackId"
              GROUP BY 1, 2, 3),
     placed AS (SELECT sold.*, (SELECT count(*) FROM sold AS better WHERE better.genre = sold.genre AND
                (better.pieces > sold.pieces OR (better.pieces = sold.pieces AND better.track <= sold.track))) AS place
                FROM sold)
SELECT "Name", place, title, pieces
FROM placed JOIN "Genre" ON "GenreId" = genre
WHERE place < 4
ORDER BY genre, place;

-- report: favourite genres
WITH bought AS (SELECT "CustomerId" AS customer, "GenreId" AS genre, count(*) AS tracks
                FROM "Invoice" AS i, "InvoiceLine" AS l, "Track" AS t
                WHERE l."InvoiceId" = i."InvoiceId" AND t."TrackId" = l."TrackId"
                GROUP BY 1, 2)
SELECT "LastName", "Name", tracks
FROM bought JOIN "Customer" ON "CustomerId" = customer JOIN "Genre" ON "GenreId" = genre
WHERE NOT EXISTS (SELECT 1 FROM bought AS more WHERE more.customer = bought.customer AND
                  (more.tracks > bought.tracks OR (more.tracks = bought.tracks AND more.genre < bought.genre)))
ORDER BY customer;

-- report: median invoices
SELECT "BillingCountry", printf('%.2f', min("Total")), printf('%.2f', max("Total"))
FROM (SELECT "BillingCountry", "Total",
             (SELECT count(*) FROM "Invoice" AS j WHERE j."BillingCountry" = i."BillingCountry" AND
              (j."Total", j."InvoiceId") <= (i."Total", i."InvoiceId")) AS place,
             (SELECT count(*) FROM "Invoice" AS j WHERE j."BillingCountry" = i."BillingCountry") AS n
      FROM "Invoice" AS i)
WHERE place IN ((n + 1) / 2, n / 2 + 1)
GROUP BY 1
ORDER BY 1;

-- report: best month of years
WITH sums AS (SELECT CAST(strftime('%Y', "InvoiceDate") AS INTEGER) AS y, CAST(strftime('%m', "InvoiceDate") AS
     INTEGER) AS m, CAST(round(sum("Total") * 100) AS INTEGER) AS cents FROM "Invoice" GROUP BY 1, 2)
SELECT y, min(m), printf('%.2f', (cents) / 100.0)
FROM sums
WHERE cents = (SELECT max(cents) FROM sums AS others WHERE others.y = sums.y)
GROUP BY y, cents
ORDER BY y;

-- report: long tracks of genres
SELECT "Name", count(*)
FROM (SELECT "GenreId", "Milliseconds", avg("Milliseconds") OVER (PARTITION BY "GenreId") AS mean FROM "Track") AS t
JOIN "Genre" AS g ON g."GenreId" = t."GenreId"
WHERE "Milliseconds" > mean
GROUP BY g."GenreId", "Name"
ORDER BY g."GenreId";

-- report: customers who bought all of some genres
SELECT c."CustomerId", "LastName"
FROM "Customer" AS c, "Invoice" AS i, "InvoiceLine" AS l, "Track" AS t, "Genre" AS g
WHERE i."CustomerId" = c."CustomerId" AND l."InvoiceId" = i."InvoiceId" AND t."TrackId" = l."TrackId" AND
      g."GenreId" = t."GenreId" AND g."Name" IN ('Rock', 'Latin', 'Jazz', 'Blues')
GROUP BY c."CustomerId", "LastName"
HAVING count(DISTINCT g."GenreId") = 4
ORDER BY 1;

-- report: genres bought together
WITH sold AS (SELECT "InvoiceId" AS invoice, g."GenreId" AS id, g."Name" AS name
              FROM "InvoiceLine" AS l JOIN "Track" AS t ON t."TrackId" = l."TrackId" JOIN "Genre" AS g ON g."GenreId"
              = t."GenreId")
SELECT one.name, two.name, count(DISTINCT one.invoice), count(*)
FROM sold AS one, sold AS two
WHERE one.invoice = two.invoice AND one.id < two.id
GROUP BY one.id, one.name, two.id, two.name
ORDER BY 4 DESC, one.id, two.id
LIMIT 10;

-- report: equal playlists
WITH lists AS (SELECT p."PlaylistId" AS id, "Name" AS name, coalesce(tracks, '') AS tracks
               FROM "Playlist" AS p
               LEFT JOIN (SELECT "PlaylistId", group_concat("TrackId", ' ') AS tracks
                          FROM (SELECT * FROM "PlaylistTrack" ORDER BY "PlaylistId", "TrackId") AS sorted GROUP BY 1)
                          AS t ON t."PlaylistId" = p."PlaylistId")
SELECT one.id, one.name, two.id, two.name
FROM lists AS one JOIN lists AS two ON one.id < two.id AND one.tracks = two.tracks
ORDER BY 1, 3;

-- report: hierarchy
SELECT 0, a."LastName" FROM "Employee" AS a WHERE a."ReportsTo" IS NULL
UNION ALL
SELECT 1, a."LastName" || ' > ' || b."LastName"
FROM "Employee" AS a, "Employee" AS b WHERE a."ReportsTo" IS NULL AND b."ReportsTo" = a."EmployeeId"
UNION ALL
SELECT 2, a."LastName" || ' > ' || b."LastName" || ' > ' || c."LastName"
FROM "Employee" AS a, "Employee" AS b, "Employee" AS c
WHERE a."ReportsTo" IS NULL AND b."ReportsTo" = a."EmployeeId" AND c."ReportsTo" = b."EmployeeId"
ORDER BY 2;

-- report: sales of teams
WITH teams AS (SELECT "EmployeeId" AS head, "EmployeeId" AS member FROM "Employee"
               UNION ALL SELECT "ReportsTo", "EmployeeId" FROM "Employee" WHERE "ReportsTo" IS NOT NULL
               UNION ALL SELECT b."ReportsTo", c."EmployeeId" FROM "Employee" AS b JOIN "Employee" AS c
                         ON c."ReportsTo" = b."EmployeeId" WHERE b."ReportsTo" IS NOT NULL),
     sales AS (SELECT "SupportRepId" AS seller, CAST(round(sum("Total") * 100) AS INTEGER) AS cents
               FROM "Customer" AS c JOIN "Invoice" AS i ON i."CustomerId" = c."CustomerId" GROUP BY 1)
SELECT "LastName", count(*), printf('%.2f', (coalesce(sum(cents), 0)) / 100.0)
FROM "Employee" JOIN teams ON head = "EmployeeId" LEFT JOIN sales ON seller = member
GROUP BY "EmployeeId", "LastName"
ORDER BY "EmployeeId";

-- report: days of January 2022
SELECT value, (SELECT count(*) FROM "Invoice" WHERE date("InvoiceDate") = printf('2022-01-%02d', value)),
       printf('%.2f', (SELECT total("Total") FROM "Invoice" WHERE date("InvoiceDate") = printf('2022-01-%02d', value)))
FROM generate_series(1, 31);

-- report: months in a row
WITH bought AS (SELECT DISTINCT "CustomerId" AS customer, CAST(strftime('%Y', "InvoiceDate") AS INTEGER) * 12 +
     CAST(strftime('%m', "InvoiceDate") AS INTEGER) AS m FROM "Invoice"),
     begins AS (SELECT customer, m FROM bought AS b WHERE NOT EXISTS
                (SELECT 1 FROM bought AS p WHERE p.customer = b.customer AND p.m = b.m - 1)),
     ends AS (SELECT customer, m FROM bought AS b WHERE NOT EXISTS
              (SELECT 1 FROM bought AS n WHERE n.customer = b.customer AND n.m = b.m + 1))
SELECT "LastName", begins.m, min(ends.m) - begins.m + 1
FROM begins JOIN ends ON ends.customer = begins.customer AND ends.m >= begins.m
JOIN "Customer" ON "CustomerId" = begins.customer
GROUP BY begins.customer, "LastName", begins.m
HAVING min(ends.m) - begins.m >= 1
ORDER BY begins.customer, begins.m;
