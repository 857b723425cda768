// ECharts, loaded only when a chart is looked at. It draws to text without a page of its own: no canvas, no timers, and no
// style attributes, which the Content-Security-Policy would refuse; colours are the custom properties of the theme.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, MarkLineComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, AriaComponent, GridComponent, MarkLineComponent, SVGRenderer]);

export interface Drawing {
  svg: string;
  places: [number, number][]; // of the points asked for, in pixels
}

/** style="a:b;c:d" → a="b" c="d": font and stroke properties are attributes of SVG as well. */
export function withoutStyles(svg: string): string {
  return svg
    .replace(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(";")
        .map((one) => /^\s*([a-z-]+)\s*:\s*(.+?)\s*$/.exec(one))
        .filter((found) => found && /^(font|fill|stroke|opacity|text-anchor|dominant-baseline)/.test(found[1]!))
        .map((found) => ` ${found![1]}="${found![2]!.replaceAll("&quot;", "'")}"`)
        .join(""),
    )
    .replace(/<style[\s\S]*?<\/style>/g, "");
}

export function draw(option: EChartsCoreOption, width: number, height: number, points: [number | string, number][]): Drawing {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, silent: true, aria: { enabled: true, decal: { show: false } }, textStyle: { fontFamily: "inherit" }, ...option });
    const svg = withoutStyles(chart.renderToSVGString());
    const places = points.map((point) => chart.convertToPixel({ gridIndex: 0 }, point as [number, number]) as unknown as [number, number]);
    return { svg, places };
  } finally {
    chart.dispose();
  }
}
