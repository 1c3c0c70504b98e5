import { Component, type ReactNode } from 'react';

interface Props {
  /** Another place gets another try. */
  readonly place: string;
  readonly fallback: (tryAgain: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly failedAt: string | null;
}

/** Keeps a defect of one page inside that page: the frame stays and the admin can go elsewhere. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { failedAt: null };

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return state.failedAt !== null && state.failedAt !== '' && state.failedAt !== props.place
      ? { failedAt: null }
      : null;
  }

  static getDerivedStateFromError(): State {
    return { failedAt: '' };
  }

  override componentDidCatch(): void {
    this.setState({ failedAt: this.props.place });
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) return this.props.children;
    return this.props.fallback(() => this.setState({ failedAt: null }));
  }
}
