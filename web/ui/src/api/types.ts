import type { components, paths } from './generated/schema';

export type Schemas = components['schemas'];
export type Cluster = Schemas['Cluster'];
export type Job = Schemas['Job'];
export type JobDetail = Schemas['JobDetail'];
export type JobState = Schemas['JobState'];
export type Vertex = Schemas['Vertex'];
export type Checkpoint = Schemas['Checkpoint'];
export type JobException = Schemas['JobException'];
export type StatusChange = Schemas['StatusChange'];
export type ChartSpec = Schemas['Chart'];
export type Unit = ChartSpec['unit'];
export type WeirEvent = Schemas['Event'];
export type Severity = Schemas['Severity'];
export type EventState = Schemas['EventState'];
export type LogHit = Schemas['LogHit'];
export type LogLevel = Schemas['LogLevel'];
export type LogHistogram = Schemas['LogHistogram'];
export type Notification = Schemas['Notification'];
export type ChannelAnswer = Schemas['ChannelAnswer'];
export type Receiver = Schemas['Receiver'];
export type ReceiverChannel = Schemas['ReceiverChannel'];
export type Sink = Schemas['Sink'];
export type Target = Schemas['Target'];
export type Targets = Schemas['Targets'];
export type TargetSource = Schemas['TargetSource'];
export type DroppedTarget = Schemas['DroppedTarget'];
export type Rule = Schemas['Rule'];
export type RuleDetail = Schemas['RuleDetail'];
export type RuleParameter = Schemas['RuleParameter'];
export type RuleScope = Schemas['RuleScope'];
export type Replay = Schemas['Replay'];
export type ReplayReport = Schemas['ReplayReport'];
export type ReplaySuggestion = Schemas['ReplaySuggestion'];
export type Deployment = Schemas['Deployment'];
export type DeploymentSpec = Schemas['DeploymentSpec'];
export type DeploymentVersion = Schemas['DeploymentVersion'];
export type DeploymentRun = Schemas['DeploymentRun'];
export type Snapshot = Schemas['Snapshot'];
export type Artifact = Schemas['Artifact'];
export type SqlFault = Schemas['SqlFault'];
export type SqlPlace = Schemas['SqlPlace'];
export type SqlPlan = Schemas['SqlPlan'];
export type SqlCheck = Schemas['SqlCheck'];
export type SqlVariable = Schemas['SqlVariable'];
export type SqlDebug = Schemas['SqlDebug'];
export type Drill = Schemas['Drill'];
export type Session = Schemas['Session'];
export type WeirStatus = Schemas['WeirStatus'];

type Json<T> = T extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;
type Get<P extends keyof paths> = paths[P] extends { get: infer Operation } ? Operation : never;
type Param<T, In extends string> = T extends { parameters: { [K in In]?: infer Value } } ? Value : never;

/** The paths that answer a GET with `{status, data}`. */
export type ReadPath = {
  [P in keyof paths]: Json<Get<P>> extends { data?: unknown } ? ([Json<Get<P>>] extends [never] ? never : P) : never;
}[keyof paths];

export type DataOf<P extends ReadPath> = Json<Get<P>> extends { data?: infer Data } ? Data : never;
export type QueryOf<P extends ReadPath> = NonNullable<Param<Get<P>, 'query'>>;
export type PathOf<P extends ReadPath> = NonNullable<Param<Get<P>, 'path'>>;

/** One series of a Prometheus answer. The contract leaves `data` open, because Prometheus' own page defines it. */
export interface PromSeries {
  metric: Record<string, string>;
  value?: [number, string];
  values?: [number, string][];
}

export interface PromData {
  resultType: 'matrix' | 'vector' | 'scalar' | 'string';
  result: PromSeries[] | [number, string];
}
