// The flow from lines to payees, drawn to text like every chart, and loaded only when it is looked at.
import { SankeyChart } from "echarts/charts";
import { AriaComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { withoutStyles } from "../indicators/chart_engine";

use([SankeyChart, AriaComponent, SVGRenderer]);

export interface FlowNode {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Laid {
  getGraph(): { nodes: { id: string; getLayout(): { x: number; y: number; dx: number; dy: number } }[] };
}

export function drawFlow(option: EChartsCoreOption, width: number, height: number): { svg: string; nodes: FlowNode[] } {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, silent: true, textStyle: { fontFamily: "inherit" }, ...option });
    const svg = withoutStyles(chart.renderToSVGString());
    const model = (chart as unknown as { getModel(): { getSeriesByIndex(at: number): Laid } }).getModel();
    const series = model.getSeriesByIndex(0);
    const view = series as unknown as { layoutInfo?: { x: number; y: number } };
    const [left, top] = [view.layoutInfo?.x ?? 0, view.layoutInfo?.y ?? 0];
    const nodes = series.getGraph().nodes.map((node) => {
      const at = node.getLayout();
      return { id: node.id, x: at.x + left, y: at.y + top, width: at.dx, height: Math.max(at.dy, 1) };
    });
    return { svg, nodes };
  } finally {
    chart.dispose();
  }
}
