using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Telemetry;

/// <summary>Numbers alone bound nothing: a span may have a hundred attributes of four thousand characters.</summary>
public class WeightTests
{
    const long Bound = 4 << 20;

    [Fact]
    public void The_trace_store_keeps_no_more_than_may_weigh()
    {
        var store = new TraceStore(maxBytes: Bound);

        for (var i = 0; i < 3_000; i++) store.Add(Large($"t{i / 3}", $"s{i}"));

        Assert.InRange(store.Bytes, Bound * 9 / 10, Bound);
        Assert.NotNull(store.Find("t999"));
        Assert.Null(store.Find("t0"));
    }

    [Fact]
    public void A_trace_that_outweighs_the_store_keeps_its_latest_spans()
    {
        var store = new TraceStore(maxBytes: Bound);

        for (var i = 0; i < 1_000; i++) store.Add(Large("t", $"s{i % 700}"));

        Assert.InRange(store.Bytes, Bound * 9 / 10, Bound);
        Assert.Equal(store.Bytes, store.Find("t")!.Spans.Sum(Weight.Of));
    }

    [Fact]
    public void The_log_store_keeps_no_more_than_may_weigh()
    {
        var store = new LogStore(maxBytes: Bound);

        for (var i = 0; i < 2_000; i++) store.Add(Some.Log(new string('x', 4_000), at: i));

        Assert.InRange(store.Bytes, Bound * 9 / 10, Bound);
        Assert.Equal(store.Bytes, store.Search(new LogQuery(), int.MaxValue).Sum(Weight.Of));
    }

    [Fact]
    public void The_metric_store_keeps_no_more_than_may_weigh()
    {
        var store = new MetricStore(maxBytes: Bound);
        var instrument = new Instrument("dns", "HomeLab", "duration", "s", "", InstrumentKind.Histogram, true);

        for (var i = 0; i < 20_000; i++)
            store.Add(instrument, "1", [new Tag("zone", $"{i % 500}")], new MetricPoint(0, i, i) { Buckets = new long[100], Bounds = new double[99] });

        Assert.InRange(store.Bytes, Bound * 9 / 10, Bound);
    }

    [Fact]
    public void A_store_weighs_about_what_it_takes_in_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new TraceStore(maxBytes: 64 << 20);
        for (var i = 0; i < 40_000; i++) store.Add(Large($"t{i / 3}", $"s{i}"));

        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange((double)taken / store.Bytes, 0.5, 1.5);
        GC.KeepAlive(store);
    }

    static Span Large(string trace, string span) =>
        Some.Span(trace, span) with { Tags = [.. Enumerable.Range(0, 10).Select(i => new Tag($"attribute.{i}", new string((char)('a' + i), 400)))] };
}
