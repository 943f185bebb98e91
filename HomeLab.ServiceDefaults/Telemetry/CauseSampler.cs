using System.Diagnostics;
using OpenTelemetry.Trace;

namespace HomeLab.ServiceDefaults.Telemetry;

/// <summary>Takes every trace that begins with something that happened; leaves out those that begin with a call.</summary>
/// <remarks>
/// A call that nothing caused is a poll: it asks a Docker host or a database again and again, and would push the traces of changes out of
/// wherever they are kept. What a poll finds begins a trace of its own, and what it fails at is logged. The callee hears of the decision.
/// </remarks>
sealed class CauseSampler : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind == ActivityKind.Client ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
}
