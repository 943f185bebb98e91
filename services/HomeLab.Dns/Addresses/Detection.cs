using System.Diagnostics;
using System.Net;
using HomeLab.Dns.Addresses.Detectors;
using HomeLab.Dns.Addresses.Plausibility;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Addresses;

/// <summary>Asks all detectors of an uplink at once. None of them can fail the round; an address that cannot be an uplink's is no address.</summary>
sealed class Detection(IEnumerable<IAddressDetector> detectors, IOptions<AddressOptions> options, AddressMetrics metrics, TimeProvider time)
{
    readonly Dictionary<string, IAddressDetector> byKind = detectors.ToDictionary(detector => detector.Kind);

    /// <summary>What each said, in the lab's order.</summary>
    public async Task<IReadOnlyList<Answer>> AskAsync(Uplink uplink, IpFamily family, CancellationToken cancellationToken)
    {
        using var span = HomeLabTelemetry.Source.StartActivity("detect address");
        span?.SetTag("homelab.uplink", uplink.Name);
        span?.SetTag("homelab.family", family.ToString());
        return await Task.WhenAll(uplink.Detectors
            .Select(setting => (Setting: setting, Detector: byKind.GetValueOrDefault(setting.Kind)))
            .Where(it => it.Detector?.Knows(family) != false)
            .Select(it => AskAsync(uplink, family, it.Setting, it.Detector, cancellationToken)));
    }

    async Task<Answer> AskAsync(Uplink uplink, IpFamily family, DetectorSetting setting, IAddressDetector? detector, CancellationToken cancellationToken)
    {
        using var span = HomeLabTelemetry.Source.StartActivity($"ask {setting.Kind}");
        var said = detector is null
            ? new Observed<IPAddress>.Unavailable(new Reason("UnknownKind", $"This version of Dns has no detector of kind {setting.Kind}."))
            : await SaidAsync(detector, new Question(family, uplink.BitsOf(family), setting, uplink.Interface), cancellationToken);
        var answer = new Answer(detector?.Describe(setting) ?? setting.Kind, setting.Kind, said);
        span?.SetTag("homelab.detector", answer.Detector);
        if (answer.Refusal is { } refusal)
        {
            span?.SetTag("homelab.reason", refusal.Code);
            span?.SetStatus(ActivityStatusCode.Error, refusal.Message);
        }
        metrics.Answered(uplink.Name, family, answer);
        return answer;
    }

    async Task<Observed<IPAddress>> SaidAsync(IAddressDetector detector, Question question, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.DetectorTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var address = await detector.AskAsync(question, either.Token);
            return PublicAddress.Objection(address, question.Family) is { } objection
                ? new Observed<IPAddress>.Unavailable(objection)
                : new Observed<IPAddress>.Available(address);
        }
        catch (DetectionException e)
        {
            return new Observed<IPAddress>.Unavailable(e.Reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Observed<IPAddress>.Unavailable(new Reason("Timeout", $"It did not answer within {options.Value.DetectorTimeout.TotalSeconds:0.#} s."));
        }
    }
}
