// Which instruments have a word in their title or in another of their names?
MATCH (instrument:Instrument)
WITH instrument, [instrument.label_zh, instrument.label_en]
  + coalesce(instrument.alt_zh, []) + coalesce(instrument.alt_en, []) AS names
WHERE any(name IN names WHERE toLower(name) CONTAINS toLower($q))
RETURN instrument.id AS instrument
ORDER BY instrument
