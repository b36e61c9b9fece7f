// Which instruments are of a type, and when were they published?
MATCH (instrument:Instrument {type: $type})
RETURN instrument.id AS instrument, instrument.published AS published
ORDER BY instrument
