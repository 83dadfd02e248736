-- report: best customers
SELECT c."FirstName", c."LastName", c."Country", t.total
FROM (SELECT "CustomerId", sum("Total") AS total FROM "Invoice" GROUP BY 1) AS t
JOIN "Customer" AS c USING ("CustomerId")
ORDER BY t.total DESC, "CustomerId"
LIMIT 10;

-- report: revenue per country and month
SELECT "BillingCountry", to_char("InvoiceDate", 'YYYY'), to_char("InvoiceDate", 'FMMM'), sum("Total")
FROM "Invoice"
GROUP BY 1, 2, 3, date_trunc('month', "InvoiceDate")
ORDER BY 1, date_trunc('month', "InvoiceDate");

-- report: tracks never sold
SELECT "TrackId", "Name", "Composer"
FROM "Track"
WHERE "TrackId" IN (SELECT "TrackId" FROM "Track" EXCEPT SELECT "TrackId" FROM "InvoiceLine")
ORDER BY "TrackId";

-- report: longest playlists
SELECT p."PlaylistId", p."Name", count(*), sum(t."Milliseconds")
FROM "Playlist" AS p, "PlaylistTrack" AS pt, "Track" AS t
WHERE p."PlaylistId" = pt."PlaylistId" AND pt."TrackId" = t."TrackId"
GROUP BY p."PlaylistId"
ORDER BY 4 DESC, 1;

-- report: albums per artist
SELECT "Name", albums
FROM "Artist", LATERAL (SELECT count(*) AS albums FROM "Album" WHERE "Album"."ArtistId" = "Artist"."ArtistId") AS counted
WHERE albums >= 5
ORDER BY albums DESC, "Name";

-- report: employees and their managers
SELECT "FirstName", "Title", (SELECT m."FirstName" FROM "Employee" AS m WHERE m."EmployeeId" = e."ReportsTo")
FROM "Employee" AS e
ORDER BY "EmployeeId";

-- report: genres by revenue
SELECT g."Name", sum(l."Quantity"), sum(l."Quantity" * l."UnitPrice")
FROM "Genre" AS g, "Track" AS t, "InvoiceLine" AS l
WHERE g."GenreId" = t."GenreId" AND t."TrackId" = l."TrackId"
GROUP BY g."GenreId"
ORDER BY 3 DESC, g."GenreId";

-- report: average invoice per year
SELECT to_char("InvoiceDate", 'YYYY'), count(*), round(avg("Total"), 2), min("Total"), max("Total")
FROM "Invoice"
GROUP BY 1
ORDER BY 1;

-- report: customers without purchases in 2024
SELECT "FirstName", "LastName", "Country"
FROM "Customer" AS c
WHERE NOT EXISTS (SELECT FROM "Invoice" AS i
                  WHERE i."CustomerId" = c."CustomerId" AND i."InvoiceDate" >= '2024-01-01' AND i."InvoiceDate" < '2025-01-01')
ORDER BY "CustomerId";

-- report: sales per support employee
SELECT concat(e."FirstName", ' ', e."LastName"), count(DISTINCT c."CustomerId"), count(*), sum(i."Total")
FROM "Invoice" AS i
JOIN "Customer" AS c USING ("CustomerId")
JOIN "Employee" AS e ON e."EmployeeId" = c."SupportRepId"
GROUP BY e."EmployeeId"
ORDER BY 4 DESC;
