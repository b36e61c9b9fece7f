// What is a measure called, and who takes which action by it?
MATCH (m:Measure {id: $measure}) RETURN m.label_en AS label, m.action AS action
