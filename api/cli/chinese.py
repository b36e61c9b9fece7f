"""What the command line says, in Chinese: the English in the code → its translation. A test finds what is missing."""

from collections.abc import Mapping
from typing import Final

from api.cli.chinese_help import HELP

KINDS: Final[Mapping[str, str]] = {
    "report": "报告",
    "instrument": "政策文件",
    "measure": "措施",
    "agreement": "协定",
    "provision": "条款",
    "zone": "区域",
    "area": "地区",
    "zone-class": "区域类别",
    "organization": "机构",
    "topic": "主题",
    "event": "事件",
    "indicator": "指标",
    "observation": "数据",
    "target": "目标",
    "document": "文献",
    "designation": "认定",
    "participation": "参与",
    "applicability": "适用",
    "passage": "段落",
    "concept": "概念",
    "entity": "实体",
}

MESSAGES: Final[Mapping[str, str]] = {
    ", ": "、",
    "; ": "；",
    ": ": "：",
    "; did you mean {near}?": "；是否指 {near}？",
    "yes": "是",
    "no": "否",
    "reading records": "读取记录",
    "writing the quads of {} records": "写出 {} 条记录的四元组",
    "validating with SHACL": "以 SHACL 校验",
    "loading the store, indexing for search": "装入存储，建立检索索引",
    "built dataset {version}: {quads} quads, {seconds} s": (
        "已构建数据集 {version}：{quads} 个四元组，用时 {seconds} 秒"
    ),
    "unchanged: dataset {version}, {quads} quads": "没有变化：数据集 {version}，{quads} 个四元组",
    "{file}:{line}: {key}: found {found}; expected {expected}": "{file}:{line}: {key}：发现 {found}；应为 {expected}",
    "{name}: found {found}; expected {expected}": "{name}：发现 {found}；应为 {expected}",
    "faults: {count}": "错误：{count} 处",
    "no faults": "没有错误",
    "no dataset is built yet: run `policygraph build` first": "尚未构建数据集：请先运行 `policygraph build`",
    "no {kind} has the id {id}": "没有标识为 {id} 的{kind}",
    "{id} is the id of several entities: say which: {several}": "{id} 是几个实体共有的标识，请指明：{several}",
    "{count} records": "{count} 条记录",
    "{report}: {count} pieces of evidence found in the text and in the lock": (
        "{report}：{count} 处出处，均与原文及锁定文件相符"
    ),
    "{report}: {count} pieces of evidence found in the lock; the text is not here": (
        "{report}：{count} 处出处，均与锁定文件相符；此处没有原文"
    ),
    "{report}: {count} pieces of evidence checked against the text and the lock": (
        "{report}：{count} 处出处，已对照原文及锁定文件核查"
    ),
    "{report}: {count} pieces of evidence checked against the lock; the text is not here": (
        "{report}：{count} 处出处，已对照锁定文件核查；此处没有原文"
    ),
    "the reports' texts are needed: set POLICYGRAPH_SOURCES to a folder with {names}": (
        "需要报告原文：请将 POLICYGRAPH_SOURCES 设为含有 {names} 的文件夹"
    ),
    "the report's text is not here: set POLICYGRAPH_SOURCES to a folder with {names}": (
        "此处没有报告原文：请将 POLICYGRAPH_SOURCES 设为含有 {names} 的文件夹"
    ),
    "lines {lines}, characters {start}–{end}": "第 {lines} 行，第 {start}–{end} 字符",
    "in {section}": "属 {section}",
    "written: {file}": "已写入：{file}",
    "written: {file}, {size} MB": "已写入：{file}，{size} MB",
    "{found} has the whole only; a part comes as {formats}": "{found} 只有整体；部分可用 {formats}",
    "{found} is no format; there is {formats}": "没有 {found} 格式；可用 {formats}",
    "{found} is no format for {form}; there is {formats}": "{form} 没有 {found} 格式；可用 {formats}",
    "{file} cannot be read: {why}": "无法读取 {file}：{why}",
    "{file} cannot be written: {why}": "无法写入 {file}：{why}",
    "{file} is no text in UTF-8": "{file} 不是 UTF-8 文本",
    "{count} rows": "{count} 行",
    "there are more: an answer has {rows} rows at most": "尚有更多：一次至多返回 {rows} 行",
    "--param {found}: expected NAME=TEXT or NAME:=JSON": "--param {found}：应为 NAME=文本 或 NAME:=JSON",
    "--param {found}: no JSON: {why}": "--param {found}：不是 JSON：{why}",
    "serving at {address}": "服务地址 {address}",
    "dataset {version}": "数据集 {version}",
    "without the reports' texts: every quote is null": "没有报告原文：引文一律为 null",
    "{host} is no address of this machine": "{host} 不是本机的地址",
    "port {port} of {host} is in use: choose another with --port": "{host} 的端口 {port} 已被占用：请以 --port 另选",
    "port {port} of {host} may not be used: choose one above 1023": (
        "{host} 的端口 {port} 无权使用：请选大于 1023 的端口"
    ),
    "{name} ({id}) on {day}": "{name}（{id}），{day}",
    "{total} measures apply": "适用措施 {total} 项",
    "do not apply: {counted}": "不适用：{counted}",
    "if: {conditions}": "条件：{conditions}",
    "The sources cover the time until {until} only: what came later is not in the graph.": (
        "来源仅覆盖至 {until}：此后的内容不在图谱中。"
    ),
    "Nothing matches all the filters.": "没有符合全部条件的内容。",
    "No measure applies on the day asked; --explain tells why.": "所问之日没有适用的措施；以 --explain 查看原因。",
    "No source had been published by the day asked.": "所问之日尚无来源公布。",
    "referred to by": "被引用于",
    "bears out: {entities}": "所支持的事实见：{entities}",
    "{name}: {count}": "{name}：{count}",
    "and {count} more": "另有 {count} 个",
    "searched: {counts}": "检索范围：{counts}",
    "{total} zones and areas": "区域与地区 {total} 个",
    "{word} is taken for {taken}": "“{word}”按 {taken} 检索",
    "{word} is nowhere": "“{word}”未见于任何文字",
    "Nothing holds all the words: these hold at least half of them.": "没有内容含全部词语：以下各条至少含其中一半。",
    "Nothing was found in {entities} entities with {texts} texts.": "在 {entities} 个实体的 {texts} 条文字中未检得。",
    "new": "新增",
    "continued": "延续",
    "changed": "变化",
    "not mentioned": "未再提及",
    "change": "关系",
    "what changed": "变化之处",
    "{total} entities": "实体 {total} 个",
    "announced in the one and done in the other: {count}": "一份宣布、另一份已落实：{count}",
    "Not mentioned does not mean ended. --kind, --change and --progress list the entities.": (
        "“未再提及”不等于“已终止”。以 --kind、--change、--progress 列出实体。"
    ),
    "lane": "栏目",
    "--output needs --format: {formats}": "--output 须与 --format 并用：{formats}",
    "{total} dated entries": "有日期的条目 {total} 个",
    "{count} found": "检得 {count} 个",
    "of other kinds": "其他种类",
    "near: {names}": "相近的有：{names}",
    "kind": "种类",
    "found": "所见文字",
    "id": "标识",
    "name": "名称",
    "class": "类别",
    "part of": "隶属",
    "since": "起始",
    "basis": "依据",
    "certainty": "确定性",
    "instrument": "政策文件",
    "conditions": "条件",
    "start": "起始依据",
    "path": "路径",
    "why not": "原因",
    "date": "日期",
    "--chart takes a file .svg or .json, and no --period, --table or --status": (
        "--chart 须为 .svg 或 .json 文件，且不与 --period、--table、--status 并用"
    ),
    "--family needs --chart": "--family 须与 --chart 并用",
    "status": "状态",
    "{total} figures": "数据 {total} 条",
    "{total} things given differently": "给出不同数值之处 {total} 项",
    "{total} checks": "核算 {total} 项",
    "figure": "数据",
    "value": "数值",
    "unit": "单位",
    "period": "时间",
    "source": "来源",
    "given differently": "给出不同数值者",
    "values": "各数值",
    "difference": "差",
    "derived": "推算",
    "revision": "修订",
    "definition": "口径不同",
    "rounding": "舍入",
    "inconsistency": "不一致",
    "result": "结果",
    "check": "核算",
    "stated": "所印",
    "computed": "所算",
    "reason": "原因",
    "agrees": "相符",
    "differs": "不符",
    "cannot be checked": "无法核算",
    "comparing nodes": "比较节点",
    "comparing relationships": "比较关系",
    "removing what is gone": "移除已不存在的内容",
    "writing nodes": "写入节点",
    "writing relationships": "写入关系",
    "indexing names": "为名称建立索引",
    "{step}: {total}": "{step}：{total}",
    "{step}: {done} of {total}": "{step}：{done}/{total}",
    "no server is named: give --uri, or set POLICYGRAPH_NEO4J_URI": (
        "未指明服务器：请给出 --uri 或设置 POLICYGRAPH_NEO4J_URI"
    ),
    "no password: set POLICYGRAPH_NEO4J_PASSWORD, or run it at a terminal, which asks for it": (
        "没有密码：请设置 POLICYGRAPH_NEO4J_PASSWORD，或在终端运行并按提示输入"
    ),
    "Password of {user} on {uri}": "{uri} 上 {user} 的密码",
    "unchanged: dataset {version}, {nodes} nodes, {relationships} relationships, {seconds} s": (
        "未变：数据集 {version}，节点 {nodes} 个，关系 {relationships} 条，用时 {seconds} 秒"
    ),
    "synced dataset {version}: {nodes} nodes, {relationships} relationships, {seconds} s": (
        "已同步数据集 {version}：节点 {nodes} 个，关系 {relationships} 条，用时 {seconds} 秒"
    ),
    "rows written: {written}, removed: {removed}": "写入 {written} 行，移除 {removed} 行",
    "kept as PolicyGraphRetired, for something of your own hangs on them: {count} nodes that are gone": (
        "已不存在的节点中，有 {count} 个因与自有内容相连而保留，标为 PolicyGraphRetired"
    ),
    "{nodes} files of nodes and {relationships} of relationships are in {folder}; the command is there as {script}": (
        "{folder} 中有节点文件 {nodes} 个、关系文件 {relationships} 个；导入命令见其中的 {script}"
    ),
    "label or type": "标签或类型",
    "ours": "本方",
    "theirs": "对方",
    "hash of ours": "本方哈希",
    "hash of theirs": "对方哈希",
    "the database holds dataset {version}, whole": "数据库中有完整的数据集 {version}",
    "the database holds no dataset of ours": "数据库中没有本图谱的数据集",
    "being loaded": "载入中",
    "the database says that it holds dataset {version}; ours is {wanted}": (
        "数据库所载数据集为 {version}，本方为 {wanted}"
    ),
    "missing": "缺少",
    "surplus": "多余",
    "measures": "措施",
    "zones": "区域",
    "areas": "地区",
    "places": "地点",
}

CHINESE: Final[Mapping[str, str]] = {**HELP, **KINDS, **MESSAGES}
