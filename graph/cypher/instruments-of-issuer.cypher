// Which instruments did an organisation issue in a period, going by any of their dates?
MATCH (instrument:Instrument)-[:ISSUED_BY]->(:Organization {id: $issuer})
WHERE any(dates IN [
  [instrument.adopted_earliest, instrument.adopted_latest],
  [instrument.published_earliest, instrument.published_latest],
  [instrument.in_force_earliest, instrument.in_force_latest],
  [instrument.applicable_earliest, instrument.applicable_latest],
  [instrument.ended_earliest, instrument.ended_latest]
] WHERE dates[0] <= date($to_last) AND dates[1] >= date($from_first))
RETURN instrument.id AS instrument, instrument.type AS type, instrument.published AS published
ORDER BY instrument
