"""How lost points come back: the method of an item, the step reached, the next one, what to deliver."""

_SAID = {
    "way.head.lost": ("如何挽回：{said}", "The way back: {said}"),
    "way.head.open": ("{said}", "{said}"),
    "way.edge": ("{edge}以上", "{edge} or more"),
    "way.edge.upper": ("{edge}以下", "{edge} or less"),
    "way.edge.none": ("各档之外", "no band"),
    "way.step": ("{where}得 {points} 分", "{where}: {points}"),
    "way.bands": ("按取值分档计分（{steps}）{mark}", "scored by bands of the value ({steps}){mark}"),
    "way.bands.reached": (
        "{year}年为 {value}，落在{where}一档，得 {points} 分；达到{at}得 {next} 分{mark}",
        "{year}: {value} falls into {where} and earns {points}; {at} earns {next}{mark}",
    ),
    "way.levels": ("按文件层级计分（{steps}）{mark}", "scored by the level of the document ({steps}){mark}"),
    "way.levels.reached": (
        "{year}年的文件由{level}发布，得 {points} 分；由{levels}发布的得 {next} 分{mark}",
        "{year}: issued by {level}, the document earns {points}; issued by {levels}, {next}{mark}",
    ),
    "way.deduction.proportional": (
        "满分 {full} 分，偏离界限 {limit}{limit_mark} 每 {unit} 扣 {one} 分（按比例），至少得 {floor} 分{mark}",
        "{full} points, less {one} for each {unit} on the bad side of the limit {limit}{limit_mark}, in proportion, and not below {floor}{mark}",
    ),
    "way.deduction.fullUnit": (
        "满分 {full} 分，偏离界限 {limit}{limit_mark} 每满 {unit} 扣 {one} 分，至少得 {floor} 分{mark}",
        "{full} points, less {one} for each full {unit} on the bad side of the limit {limit}{limit_mark}, and not below {floor}{mark}",
    ),
    "way.deduction.startedUnit": (
        "满分 {full} 分，偏离界限 {limit}{limit_mark} 每 {unit}（不足的按一个计）扣 {one} 分，至少得 {floor} 分{mark}",
        "{full} points, less {one} for each started {unit} on the bad side of the limit {limit}{limit_mark}, and not below {floor}{mark}",
    ),
    "way.deduction.reached": (
        "{year}年偏离 {away}，扣 {less} 分，得 {points} 分；达到界限则全数挽回{mark}",
        "{year}: {away} away, which takes {less} and leaves {points}; at the limit all of it comes back{mark}",
    ),
    "way.judged": (
        "按专家平均评分计分：平均分每高 1 分得 {one} 分，{high} 分得满分 {full} 分{mark}",
        "scored by the mean of the experts' ratings: {one} for each point of the mean, all {full} at {high}{mark}",
    ),
    "way.judged.reached": (
        "{year}年平均 {mean} 分，得 {points} 分；须有平均分更高的新评分{mark}",
        "{year}: a mean of {mean} earns {points}; it takes new ratings with a higher mean{mark}",
    ),
    "way.event": (
        "每起查实事件扣 {one} 分，至少得 {floor} 分；共查实 {count} 起，只有更正记录才能挽回{mark}",
        "less {one} for each proven event, and not below {floor}; proven: {count}, only a corrected record gives points back{mark}",
    ),
    "way.missing": (
        "每缺一项扣 {one} 分，至少得 {floor} 分{mark}",
        "less {one} for each element that is missing, and not below {floor}{mark}",
    ),
    "way.missing.none-zero": (
        "每缺一项扣 {one} 分，至少得 {floor} 分，各项全缺得 0 分{mark}",
        "less {one} for each element that is missing, and not below {floor}; nothing where all are missing{mark}",
    ),
    "way.unmet": ("缺 {count} 项：{labels}", "{count} missing: {labels}"),
    "way.share": (
        "按符合项所占份额计分：{met}/{whole} 符合，满分 {full} 分{mark}",
        "scored by the share that is met: {met} of {whole}, {full} points for all{mark}",
    ),
    "way.share.unmet": ("“{label}”符合后得 {points} 分{mark}", "“{label}” met gives {points}{mark}"),
    "way.all": (
        "全部符合得 {full} 分，否则 0 分{mark}",
        "all or nothing: {full} points when it is met, else none{mark}",
    ),
    "way.reach": (
        "{year}年“{label}”须达到界限 {limit}{mark}，还差 {away}",
        "{year}: “{label}” has to reach the limit {limit}{mark}, {away} away",
    ),
    "way.factor": ("以上为折算前的分；折算系数 {factor}", "these points are before rescaling by {factor}"),
    "way.deliver": ("须交付：{label}（{years}年{mark}）", "to be delivered: {label} ({years}{mark})"),
    "way.deliver.any": (
        "交付其中任一即可：{label}（{years}年{mark}）",
        "to be delivered, any one of them: {label} ({years}{mark})",
    ),
    "way.undecided": (
        "{year}年的取值未定（{reason}），定下之后才知道落在哪里",
        "{year}: the value is not settled ({reason}); where it falls is known only then",
    ),
    "way.ratings": (
        "{year}年已有 {ratings} 位专家评分，至少须有 {least} 位{mark}",
        "{year}: experts who rated: {ratings}, at least {least} are needed{mark}",
    ),
}
ZH = {key: said[0] for key, said in _SAID.items()}
EN = {key: said[1] for key, said in _SAID.items()}
