// Which instruments does one report name that an earlier one does not?
MATCH (instrument:Instrument)
OPTIONAL MATCH (instrument)-[link]-()
WITH instrument, collect(link.sources) AS linked
WHERE ($to IN instrument.sources OR any(sources IN linked WHERE $to IN sources))
  AND NOT ($from IN instrument.sources OR any(sources IN linked WHERE $from IN sources))
RETURN instrument.id AS instrument
ORDER BY instrument
