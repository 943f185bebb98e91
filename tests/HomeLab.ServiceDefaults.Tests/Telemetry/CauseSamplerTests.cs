using System.Diagnostics;
using HomeLab.ServiceDefaults.Telemetry;
using OpenTelemetry.Trace;

namespace HomeLab.ServiceDefaults.Tests.Telemetry;

public class CauseSamplerTests
{
    [Theory]
    [InlineData(ActivityKind.Internal, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Consumer, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Client, SamplingDecision.Drop)]
    public void A_trace_begins_with_what_happened_and_not_with_a_poll(ActivityKind kind, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(kind, default));

    [Fact]
    public void A_call_within_a_trace_belongs_to_it() => Assert.Equal(
        SamplingDecision.RecordAndSample,
        Decide(ActivityKind.Client, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)));

    static SamplingDecision Decide(ActivityKind kind, ActivityContext parent) =>
        new ParentBasedSampler(new CauseSampler()).ShouldSample(new SamplingParameters(parent, ActivityTraceId.CreateRandom(), "span", kind)).Decision;
}
