"""The help of the commands in Chinese: the English in the code → its translation."""

from collections.abc import Mapping
from typing import Final

HELP: Final[Mapping[str, str]] = {
    "The policy and rules knowledge graph of China's digital trade: every fact with the passage that says so.": (
        "中国数字贸易政策与规则知识图谱：每一条事实都附有出处原文。"
    ),
    "Build the graph from data/, and switch to it if it is sound.": "由 data/ 构建图谱，核验无误后切换使用。",
    "Serve the built graph: REST, SPARQL, Cypher and the site.": (
        "以已构建的图谱提供服务：REST、SPARQL、Cypher 与网站。"
    ),
    "Compare two reports: new, continued, changed, not mentioned; what changed, what was announced and then done.": (
        "比较两份报告：新增、延续、变化与未再提及；何处有变，先宣布而后落实者。"
    ),
    "Print CSV.": "输出 CSV。",
    "List what is dated, in order: instruments, steps of agreements, zones, events, plans.": (
        "依时间列出：政策文件、协定进程、区域、事件与计划。"
    ),
    "From this day, month or year.": "起始的日、月或年。",
    "To this day, month or year.": "截止的日、月或年。",
    "Only entries of this agreement.": "只列此协定的条目。",
    "national, zones, agreements, international, infrastructure or statistics.": (
        "national（国家政策）、zones（区域）、agreements（协定）、international（国际）、infrastructure（基础设施）或"
        " statistics（统计）。"
    ),
    "named, or applicable: also what the zone inherits.": "named（点名）或 applicable（适用：含该区域所承继者）。",
    "Only entries on this topic.": "仅限该主题的条目。",
    "Only acts of this organization.": "仅限该机构的行为。",
    "A kind of date or of event: published, in_force, designation and so on.": (
        "日期或事件的种类：published（发布）、in_force（施行）、designation（认定）等。"
    ),
    "ics, atom, svg, vegalite, csv or json.": "ics（日历）、atom（订阅源）、svg、vegalite、csv 或 json。",
    "Id of another report.": "另一份报告的标识。",
    "Only this kind: instrument, measure, zone and so on.": "只列此种类：instrument、measure、zone 等。",
    "new, continued, changed or not_mentioned.": (
        "new（新增）、continued（延续）、changed（变化）或 not_mentioned（未再提及）。"
    ),
    "Only what was announced and then done.": "只列先宣布而后落实者。",
    "List zones and areas: class, where they belong, since when.": "列出区域与地区：类别、隶属、起始日期。",
    "Which measures apply to a zone on a day, on what basis, how surely, and by which path.": (
        "某日哪些措施适用于某区域：依据、确定性与路径。"
    ),
    "Search names, titles, descriptions and quotes; best first, with the text that was found.": (
        "检索名称、标题、说明与引文：最相符者在前，并示所见文字。"
    ),
    "Show an entity: what each source says of it, with evidence and quotes.": (
        "显示一个实体：各来源所述事实、出处与引文。"
    ),
    "Answer a SPARQL query from the built graph, within the bounds of /sparql.": (
        "在已构建的图谱上执行 SPARQL 查询，限制与 /sparql 相同。"
    ),
    "Answer a Cypher query from the built graph, or from the Neo4j of the settings, within the bounds of /cypher.": (
        "在已构建的图谱或设置所指的 Neo4j 上执行 Cypher 查询，限制与 /cypher 相同。"
    ),
    "A parameter: NAME=TEXT, or NAME:=JSON for what is no text; again.": (
        "参数：NAME=文本；非文本用 NAME:=JSON；可多次给出。"
    ),
    "Write the whole dataset to a file, sorted, or a part of the graph in the formats of graph tools.": (
        "将整个数据集按序写入文件，或以图工具的格式写出图谱的一部分。"
    ),
    "Only the part around this: an id, or kind/id.": "仅其周围部分：标识，或“种类/标识”。",
    "Steps from the focus, 0 to 5; 1 if not given.": "距中心的步数，0 至 5；不写为 1。",
    "Kinds of entities by commas, or all.": "实体种类，以逗号分隔；或 all（全部）。",
    "Print a report's passages as the graph sees them, with their words where the text is there.": (
        "列出报告在图谱中的各段落；有原文时一并显示。"
    ),
    "Check every record, and every piece of evidence against the reports' texts.": (
        "核查每条记录，并对照报告原文核查每处出处。"
    ),
    "Find every piece of evidence in the reports' texts and write the locks anew.": (
        "在报告原文中定位每处出处，重写出处锁定文件。"
    ),
    "Show the reports' figures, each as printed; or draw series of them.": "列出报告所印的各项数据，或绘制其序列。",
    "What the reports give differently: revised, defined otherwise, rounded, or inconsistent.": (
        "报告给出不同数值之处：修订、口径不同、舍入或不一致。"
    ),
    "Recompute sums, shares, growth and ranks: what agrees, what rounding explains, what differs, what cannot be.": (
        "重算合计、比重、增速与位次：相符、舍入所致、不符、无法核算。"
    ),
    "Only this indicator.": "仅限该指标。",
    "Only figures of this area.": "仅限该地区的数据。",
    "Only figures about this entity.": "仅限关于该实体的数据。",
    "Only figures of this day, month or year.": "仅限该日、该月或该年的数据。",
    "Only cells of this table.": "仅限该表的数据。",
    "Only checks of this figure, or with it.": "仅限对该数据或用到它的核算。",
    "Only this rule: growth, sum-of-parts, share and so on.": (
        "仅限该规则：growth（增速）、sum-of-parts（各部分之和）、share（占比）等。"
    ),
    "With --chart: the definitions of this family beside each other.": "与 --chart 并用：并列该族的各种口径。",
    "Also every place that a measure reaches by class, containment or part.": (
        "另列措施按类别、隶属或部分所及的全部地点。"
    ),
    "level, growth, share, change, count, rank or ratio.": (
        "level（水平）、growth（增速）、share（占比）、change（变动）、count（个数）、rank（位次）或 ratio（比率）。"
    ),
    "observed, forecast, target, missing or derived.": (
        "observed（实际）、forecast（预测）、target（目标）、missing（缺）或 derived（推算）。"
    ),
    "Draw them in order of time instead, to FILE.svg or as Vega-Lite FILE.json.": (
        "改为按时间绘图，写入 FILE.svg，或以 Vega-Lite 写入 FILE.json。"
    ),
    "Only this family of indicators.": "仅限该指标族。",
    "Only what has a value of it.": "仅限含有该指标数值者。",
    "revision, definition, rounding or inconsistency.": (
        "revision（修订）、definition（口径）、rounding（舍入）或 inconsistency（不一致）。"
    ),
    "sum, share, growth, rank or text-table.": (
        "sum（合计）、share（比重）、growth（增速）、rank（位次）或 text-table（文表对照）。"
    ),
    "ok, rounding, differs or cannot-check.": (
        "ok（相符）、rounding（舍入）、differs（不符）或 cannot-check（无法核算）。"
    ),
    "Exit codes: 0 fine; 1 the data or the answer has faults; 2 not asked rightly; 3 what it needs is not there.": (
        "退出码：0 正常；1 数据或结果有误；2 用法有误；3 所需之物不在。"
    ),
    "Language of messages and labels; also after the command.": "消息与名称所用语言；也可写在命令之后。",
    "Show the version and exit.": "显示版本后退出。",
    "Install completion for the current shell.": "为当前 shell 安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示当前 shell 的命令补全脚本，供复制或自行安装。"
    ),
    "Build even if nothing changed.": "即使没有变化也重新构建。",
    "Leave out validation with SHACL.": "不作 SHACL 校验。",
    "This report only.": "仅此报告。",
    "Id of a report.": "报告的标识。",
    "RDF: nquads, turtle, jsonld, ntriples, rdfxml, trig. "
    "Graph: graphml, gexf, dot, svg, png, mermaid, cytoscape, csv (zip), cypher.": (
        "RDF：nquads、turtle、jsonld、ntriples、rdfxml、trig。"
        "图：graphml、gexf、dot、svg、png、mermaid、cytoscape、csv（zip）、cypher。"
    ),
    "File to write, or - for standard output.": "要写入的文件；- 表示标准输出。",
    "Id of a zone or area.": "区域或地区的标识。",
    "The day asked about, or a month or year; else today.": "所问之日，或年、月；默认为今天。",
    "Only what had been published by that day.": "仅限该日之前已公布的内容。",
    "designated, class, inherited or partial.": (
        "designated（点名）、class（按类别）、inherited（承继）或 partial（部分）。"
    ),
    "Only measures on this topic.": "仅限该主题的措施。",
    "Only measures that answer to this agreement.": "仅限对接该协定的措施。",
    "certain or possible.": "certain（确定）或 possible（可能）。",
    "Tell also why other measures do not apply.": "并说明其他措施为何不适用。",
    "As --explain, with the measures of other places.": "同 --explain，并列出他处的措施。",
    "Print JSON, the same objects as the REST API.": "输出 JSON，与 REST 接口相同。",
    "YYYY, YYYY-MM or YYYY-MM-DD.": "YYYY、YYYY-MM 或 YYYY-MM-DD。",
    "File with the query, or - for standard input.": "查询文件；- 表示标准输入。",
    "table, json, csv, tsv or xml; for triples turtle, ntriples or jsonld.": (
        "table、json、csv、tsv 或 xml；三元组为 turtle、ntriples 或 jsonld。"
    ),
    "Address to listen on; else HOST, else 127.0.0.1.": "监听地址；默认取 HOST，否则为 127.0.0.1。",
    "Port to listen on, 0 for any free one; else PORT, else 8000.": (
        "监听端口，0 为任一空闲端口；默认取 PORT，否则为 8000。"
    ),
    "Members of this class only.": "仅限该类别的成员。",
    "An id, or kind/id.": "标识，或“种类/标识”。",
    "Words in Chinese, English or pinyin.": "中文、英文或拼音的词语。",
    "This kind of entity only.": "仅限该种类的实体。",
    "How many to show, at most 1000.": "显示多少条，至多 1000。",
    "Print CSV, as the REST API.": "输出 CSV，与 REST 接口相同。",
    "Put the graph into a Neo4j server of your own, or compare it with what is there.": (
        "将图谱写入自己的 Neo4j 服务器，或与其中已有的比较。"
    ),
    "Bring a Neo4j database to the state of the graph, writing only what differs. Your own nodes stay.": (
        "使 Neo4j 数据库与图谱一致，只写入不同之处；自有的节点不受影响。"
    ),
    "Compare a Neo4j database with the graph, by counts and hashes, and name what differs.": (
        "以数量与哈希比较 Neo4j 数据库与图谱，列出不同之处。"
    ),
    "Write CSV files for Neo4j's own bulk importer, and the command that loads them.": (
        "写出供 Neo4j 自带批量导入工具使用的 CSV 文件及导入命令。"
    ),
    "Address of the server, bolt:// or neo4j://; else POLICYGRAPH_NEO4J_URI.": (
        "服务器地址（bolt:// 或 neo4j://）；默认取 POLICYGRAPH_NEO4J_URI。"
    ),
    "Its user; else POLICYGRAPH_NEO4J_USER, else neo4j.": "用户名；默认取 POLICYGRAPH_NEO4J_USER，否则为 neo4j。",
    "Its database; else POLICYGRAPH_NEO4J_DATABASE, else neo4j.": (
        "数据库名；默认取 POLICYGRAPH_NEO4J_DATABASE，否则为 neo4j。"
    ),
    "Compare row by row, even where the counts say that all is there.": "即使数量表明已齐全，也逐行比较。",
    "A folder that is empty or not there yet.": "空的或尚不存在的文件夹。",
}
