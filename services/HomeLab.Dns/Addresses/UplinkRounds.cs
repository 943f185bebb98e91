using HomeLab.Dns.Addresses.Agreement;

namespace HomeLab.Dns.Addresses;

/// <summary>Asks an uplink's detectors once, a round for each family, and says what that comes to beside what was known.</summary>
sealed class UplinkRounds(UplinkStates states, Detection detection, AddressMetrics metrics, TimeProvider time)
{
    public async Task<Round[]> AskAsync(Uplink uplink, IEnumerable<IpFamily> families, CancellationToken cancellationToken)
    {
        var known = (await states.ReadAsync(cancellationToken)).Where(it => it.Uplink == uplink.Name).ToDictionary(it => it.Family, it => it.Known);
        return await Task.WhenAll(families.Select(family =>
            AskAsync(uplink, family, known.GetValueOrDefault(family) ?? KnownAddress.Nothing, cancellationToken)));
    }

    async Task<Round> AskAsync(Uplink uplink, IpFamily family, KnownAddress known, CancellationToken cancellationToken)
    {
        var answers = await detection.AskAsync(uplink, family, cancellationToken);
        var bits = uplink.BitsOf(family);
        var verdict = Quorum.Of(answers, uplink.Quorum, bits);
        metrics.Concluded(uplink.Name, family, verdict is Verdict.Open open ? open.Reason.Code : "Agreed");
        return new Round(family, answers, verdict, known, Adoption.After(known, verdict, bits, uplink.Confirmations, time.GetUtcNow()));
    }
}
