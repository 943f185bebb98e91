using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Aspire.Dashboard.Otlp.Wire;
using Aspire.Dashboard.Telemetry;
using Google.Protobuf;
using HomeLab.Testing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HomeLab.Dashboard.Tests.Otlp;

public class ReceivingTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Receives_what_the_official_exporter_sends(OtlpExportProtocol protocol)
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var source = new ActivitySource($"source-{protocol}");
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name)
            .ConfigureResource(resource => resource.AddService("dns"))
            .AddOtlpExporter(otlp =>
            {
                otlp.Protocol = protocol;
                otlp.Endpoint = protocol == OtlpExportProtocol.Grpc ? dashboard.OtlpGrpc : new Uri(dashboard.OtlpHttp, "v1/traces");
                otlp.Headers = $"x-otlp-api-key={RunningDashboard.Key}";
            }).Build())
        {
            using (var span = source.StartActivity("reconcile zone")) span!.SetTag("dns.record", "photos.example.org");
            Assert.True(provider.ForceFlush(10_000));
        }

        await Eventually.TrueAsync(() => dashboard.Traces.Count.Spans == 1, "the span arrives");
        var trace = Assert.Single(dashboard.Traces.Search(new TraceQuery("photos.example.org"), 10));
        Assert.Equal(("reconcile zone", "dns"), (trace.Root.Name, trace.Root.Sender.Service));
        await dashboard.LogInAsync();
        Assert.Contains("dns: reconcile zone", await dashboard.Http.GetStringAsync("/traces?q=photos.example.org"), StringComparison.Ordinal);
        Assert.Contains("photos.example.org", await dashboard.Http.GetStringAsync($"/traces/{trace.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_sound_spans_beside_unsound_ones_and_takes_gzip()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var sound = new Aspire.Dashboard.Otlp.Wire.Span { TraceId = Id(16), SpanId = Id(8), Name = "<script>alert(1)</script>", StartTimeUnixNano = 1, EndTimeUnixNano = 2 };
        var request = new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { ScopeSpans = { new ScopeSpans { Spans = { sound, new Aspire.Dashboard.Otlp.Wire.Span() } } } } } };
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) request.WriteTo(gzip);

        using var answer = await PostAsync(dashboard, packed.ToArray(), RunningDashboard.Key, gzip: true);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, ExportTraceServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync()).PartialSuccess.RejectedSpans);
        Assert.Equal(1, dashboard.Traces.Count.Spans);
        await dashboard.LogInAsync();
        Assert.DoesNotContain("<script>alert", await dashboard.Http.GetStringAsync("/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_wrong_key_a_broken_body_and_too_much_of_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[20 * 1024 * 1024]);

        using var wrong = await PostAsync(dashboard, [], "other");
        using var broken = await PostAsync(dashboard, "broken"u8.ToArray(), RunningDashboard.Key);
        using var large = await PostAsync(dashboard, packed.ToArray(), RunningDashboard.Key, gzip: true);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge],
            new[] { wrong.StatusCode, broken.StatusCode, large.StatusCode });
    }

    static ByteString Id(int length) => ByteString.CopyFrom([.. Enumerable.Range(1, length).Select(i => (byte)i)]);

    static async Task<HttpResponseMessage> PostAsync(RunningDashboard dashboard, byte[] body, string key, bool gzip = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.OtlpHttp, "v1/traces")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (gzip) request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Add("x-otlp-api-key", key);
        return await dashboard.Http.SendAsync(request);
    }
}
