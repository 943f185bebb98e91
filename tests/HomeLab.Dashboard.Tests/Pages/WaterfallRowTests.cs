using Aspire.Dashboard.Pages;
using Aspire.Dashboard.Telemetry;
using HomeLab.Dashboard.Tests.Telemetry;

namespace HomeLab.Dashboard.Tests.Pages;

public class WaterfallRowTests
{
    [Fact]
    public void Queries_fold_into_their_parents_unless_they_are_asked_for()
    {
        var trace = new Trace("t", [Some.Span("t", "root"), Query("q1"), Query("q2")]);

        var row = Assert.Single(WaterfallRow.Of(trace, showQueries: false));
        Assert.Equal(["q1", "q2"], row.Queries.Select(query => query.SpanId));
        Assert.Equal(3, WaterfallRow.Of(trace, showQueries: true).Count);
    }

    [Fact]
    public void A_query_that_failed_or_has_spans_below_it_or_lacks_its_parent_stays()
    {
        var trace = new Trace("t", [Some.Span("t", "root"), Query("failed") with { IsError = true }, Query("above"), Some.Span("t", "below", "above"), Query("lost") with { ParentId = "gone" }]);

        Assert.Equal(["above", "below", "failed", "lost", "root"], WaterfallRow.Of(trace, showQueries: false).Select(row => row.Span.SpanId).Order());
    }

    [Fact]
    public void A_span_that_began_after_its_parent_had_ended_waited()
    {
        var trace = new Trace("t", [Some.Span("t", "publish", start: 0, end: 10), Some.Span("t", "receive", "publish", start: 50, end: 90), Some.Span("t", "process", "receive", start: 60, end: 80)]);

        Assert.Equal([0, 40, 0], WaterfallRow.Of(trace, showQueries: false).Select(row => row.Waited));
    }

    static Span Query(string id) => Some.Span("t", id, "root", start: 2, end: 3) with { Kind = SpanKind.Client, Tags = [new Tag("db.system.name", "postgresql")] };
}
