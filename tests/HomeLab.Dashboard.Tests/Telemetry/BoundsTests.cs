using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Telemetry;

public class BoundsTests
{
    [Fact]
    public void The_log_store_keeps_the_latest_entries()
    {
        var store = new LogStore(maxEntries: 100);

        for (var i = 0; i < 5_000; i++) store.Add(Some.Log($"{i}", at: i));

        Assert.Equal(100, store.Count);
        Assert.Equal("4999", store.Search(new LogQuery(), 1)[0].Message);
    }

    [Fact]
    public void The_log_store_selects_by_text_service_level_and_trace()
    {
        var store = new LogStore();
        store.Add(Some.Log("one", service: "inventory"));
        store.Add(Some.Log("two", severity: LogSeverity.Error));
        store.Add(Some.Log("three", trace: "abc"));

        Assert.Equal("one", Assert.Single(store.Search(new LogQuery(Service: "inventory"), 9)).Message);
        Assert.Equal("two", Assert.Single(store.Search(new LogQuery(AtLeast: LogSeverity.Warning), 9)).Message);
        Assert.Equal("three", Assert.Single(store.Search(new LogQuery(TraceId: "ABC"), 9)).Message);
        Assert.Equal("three", Assert.Single(store.Search(new LogQuery("HRE"), 9)).Message);
    }

    [Fact]
    public void The_metric_store_keeps_bounded_points_of_bounded_series()
    {
        var store = new MetricStore(maxSeries: 10, maxPoints: 5);
        var instrument = new Instrument("dns", "HomeLab", "changes", "", "", InstrumentKind.Counter, false);

        for (var i = 0; i < 2_000; i++) store.Add(instrument, "1", [new Tag("zone", $"{i % 40}")], new MetricPoint(0, i, i));

        Assert.Equal(10, store.Count.Series);
        Assert.InRange(store.Count.Points, 10, 50);
    }

    [Fact]
    public void Points_that_follow_closely_become_one_unless_they_are_deltas()
    {
        const long second = 1_000_000_000;
        var store = new MetricStore();
        foreach (var isDelta in new[] { false, true })
        {
            var instrument = new Instrument($"{isDelta}", "HomeLab", "changes", "", "", InstrumentKind.Counter, isDelta);
            for (var i = 0; i <= 60; i++) store.Add(instrument, "1", [], new MetricPoint(0, i * second, i));
        }

        var points = Assert.Single(store.Of("False")).Points;
        Assert.InRange(points.Count, 10, 15);
        Assert.Equal(60, points[^1].Value);
        Assert.Equal(61, Assert.Single(store.Of("True")).Points.Count);
    }
}
