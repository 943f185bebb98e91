using Aspire.Dashboard.Telemetry;

namespace HomeLab.Dashboard.Tests.Telemetry;

public class TraceStoreTests
{
    [Fact]
    public void Keeps_no_more_than_its_bounds_whatever_arrives()
    {
        var random = new Random(7);
        var store = new TraceStore(maxTraces: 50, maxSpans: 300);

        for (var i = 0; i < 20_000; i++)
        {
            store.Add(Some.Span($"t{random.Next(200)}", $"s{random.Next(400)}", start: i));
            var (traces, spans) = store.Count;
            Assert.InRange(traces, 1, 50);
            Assert.InRange(spans, 1, 300);
        }

        Assert.Equal(store.Count.Spans, store.Search(new TraceQuery(), int.MaxValue).Sum(trace => trace.Spans.Count));
    }

    [Fact]
    public void Drops_the_oldest_trace_first()
    {
        var store = new TraceStore(maxTraces: 2, maxSpans: 100);

        foreach (var id in new[] { "a", "b", "c" }) store.Add(Some.Span(id, "1"));

        Assert.Null(store.Find("a"));
        Assert.NotNull(store.Find("c"));
    }

    [Fact]
    public void Keeps_the_latest_spans_of_a_trace_larger_than_the_store()
    {
        var store = new TraceStore(maxTraces: 2, maxSpans: 3);

        for (var i = 0; i < 10; i++) store.Add(Some.Span("a", $"{i}", start: i));

        Assert.Equal(["7", "8", "9"], store.Find("a")!.Spans.Select(span => span.SpanId));
    }

    [Fact]
    public async Task Stays_whole_when_many_write_and_read_at_once()
    {
        var store = new TraceStore(maxTraces: 100, maxSpans: 1_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                store.Add(Some.Span($"t{i % 150}", $"{writer}-{i}"));
                if (i % 100 == 0) store.Search(new TraceQuery("work"), 10);
            }
        })));

        var (traces, spans) = store.Count;
        Assert.InRange(traces, 1, 100);
        Assert.InRange(spans, 1, 1_000);
    }

    [Fact]
    public void Finds_a_trace_by_the_record_name_in_any_of_its_spans()
    {
        var store = new TraceStore();
        store.Add(Some.Span("a", "1"));
        store.Add(Some.Span("a", "2", "1") with { Tags = [new Tag("dns.record", "photos.example.org")] });
        store.Add(Some.Span("b", "1"));

        Assert.Equal("a", Assert.Single(store.Search(new TraceQuery("PHOTOS.example"), 10)).Id);
    }

    [Fact]
    public void Selects_by_service_duration_and_error()
    {
        var store = new TraceStore();
        store.Add(Some.Span("slow", "1", end: 5_000_000, service: "inventory"));
        store.Add(Some.Span("bad", "1") with { IsError = true });

        Assert.Equal("slow", Assert.Single(store.Search(new TraceQuery(AtLeast: TimeSpan.FromMilliseconds(5)), 10)).Id);
        Assert.Equal("slow", Assert.Single(store.Search(new TraceQuery(Service: "inventory"), 10)).Id);
        Assert.Equal("bad", Assert.Single(store.Search(new TraceQuery(ErrorsOnly: true), 10)).Id);
    }

    [Fact]
    public void Finds_what_links_to_a_trace()
    {
        var store = new TraceStore();
        store.Add(Some.Span("cause", "1"));
        store.Add(Some.Span("effect", "2") with { Links = [new SpanLink("cause", "1", [])] });

        Assert.Equal("effect", Assert.Single(store.LinkingTo("cause")).TraceId);
    }
}
