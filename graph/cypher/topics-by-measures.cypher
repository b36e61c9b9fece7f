// How many measures, instruments and events are about each topic?
MATCH (topic:Topic)
OPTIONAL MATCH (topic)<-[:ABOUT]-(thing)
RETURN topic.id AS topic,
       count(CASE WHEN thing:Measure THEN 1 END) AS measures,
       count(CASE WHEN thing:Instrument THEN 1 END) AS instruments,
       count(CASE WHEN thing:Event THEN 1 END) AS events
ORDER BY measures DESC, topic
