// Which instruments have a date in a period, and of what kind?
MATCH (instrument:Instrument)
UNWIND [
  {type: 'adopted', begins: instrument.adopted_earliest, ends: instrument.adopted_latest},
  {type: 'published', begins: instrument.published_earliest, ends: instrument.published_latest},
  {type: 'in_force', begins: instrument.in_force_earliest, ends: instrument.in_force_latest},
  {type: 'applicable', begins: instrument.applicable_earliest, ends: instrument.applicable_latest},
  {type: 'ended', begins: instrument.ended_earliest, ends: instrument.ended_latest}
] AS dated
WITH instrument, dated
WHERE dated.begins <= date($to_last) AND dated.ends >= date($from_first)
RETURN instrument.id AS instrument, dated.type AS type, dated.begins AS begins
ORDER BY begins, instrument, type
