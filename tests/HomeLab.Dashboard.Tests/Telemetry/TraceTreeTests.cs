using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Telemetry;

public class TraceTreeTests
{
    [Fact]
    public void Places_children_below_their_parent_in_order_of_start_however_they_arrived()
    {
        var rows = TraceTree.Of([Some.Span("t", "c2", "root", start: 5), Some.Span("t", "g", "c1", start: 3), Some.Span("t", "c1", "root", start: 2), Some.Span("t", "root", start: 1)]);

        Assert.Equal([("root", 0), ("c1", 1), ("g", 2), ("c2", 1)], rows.Select(row => (row.Span.SpanId, row.Depth)));
    }

    [Fact]
    public void Shows_a_span_whose_parent_is_missing_and_says_so()
    {
        var rows = TraceTree.Of([Some.Span("t", "root"), Some.Span("t", "late", "elsewhere", start: 2)]);

        Assert.Equal([false, true], rows.Select(row => row.LacksParent));
    }

    [Fact]
    public void Loses_no_span_to_a_circle()
    {
        var rows = TraceTree.Of([Some.Span("t", "a", "b"), Some.Span("t", "b", "a"), Some.Span("t", "self", "self")]);

        Assert.Equal(["a", "b", "self"], rows.Select(row => row.Span.SpanId).Order());
    }

    [Fact]
    public void Tolerates_a_child_that_began_before_its_parent_by_another_clock()
    {
        var trace = new Trace("t", [Some.Span("t", "child", "root", start: 5, end: 3), Some.Span("t", "root", start: 10, end: 20)]);

        Assert.Equal((5, 15, "root"), (trace.Start, trace.Duration, trace.Root.SpanId));
        Assert.Equal(0, trace.Spans[0].Duration);
    }
}
