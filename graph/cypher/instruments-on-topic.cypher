// Which instruments on a topic had begun to count and not ended on a day?
MATCH (instrument:Instrument)-[:ABOUT]->(:Topic {id: $topic})
WITH instrument,
     coalesce(instrument.in_force_earliest, instrument.published_earliest, instrument.adopted_earliest) AS begins
WHERE coalesce(begins <= date($valid_on_last), true)
  AND coalesce(instrument.ended_latest > date($valid_on_first), true)
RETURN instrument.id AS instrument, instrument.type AS type
ORDER BY instrument
