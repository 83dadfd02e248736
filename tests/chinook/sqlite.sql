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
SELECT strftime('%Y', InvoiceDate), count(*), printf('%.2f', round(sum(Total) / count(*), 2)), printf('%.2f', min(Total)),
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
