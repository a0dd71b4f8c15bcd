import { Component, type ReactNode } from 'react';
import { Failure } from '../components/Loaded';

/** A fault in one page leaves the others reachable. */
export class PageCrash extends Component<{ children: ReactNode }, { error: Error | null }> {
  state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failure error={error} retry={() => this.setState({ error: null })} />;
  }
}
