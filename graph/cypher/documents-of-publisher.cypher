// Which works that are no policy instruments did an organisation publish?
MATCH (document:Document)-[:PUBLISHED_BY]->(:Organization {id: $publisher})
RETURN document.id AS document, document.type AS type, document.edition AS edition, document.published AS published
ORDER BY document
