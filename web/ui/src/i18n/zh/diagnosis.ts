import type { Messages } from '../en';

export const diagnosis: Pick<Messages, 'diagnosis'> = {
  diagnosis: {
    cluster: '集群',
    job: '作业',
    everyJob: '全部作业',
    signatures: '特征',
    tick: '勾选要在日志中查找的特征',
    noCluster: '尚未监控任何集群',
    noClusterHint: '在 weir.yaml 的 clusters: 下填写；只需 REST 地址。',
    nothing: '该时间范围内没有结论。未能查看的来源（如有）列在下方。',
    noMatch: '该时间范围内没有匹配的日志行',
    lines_one: '{{count}} 行',
    lines_other: '{{count}} 行',
    partial: '未能搜索全部：',
    hidden_one: '已隐藏 {{count}} 行已知噪声',
    hidden_other: '已隐藏 {{count}} 行已知噪声',
    open: '诊断',
  },
};
