using System.Diagnostics.Metrics;

namespace HomeLab.Dns.Addresses;

sealed class AddressMetrics
{
    readonly Counter<long> answers;
    readonly Counter<long> rounds;

    public AddressMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("HomeLab");
        answers = meter.CreateCounter<long>("homelab.address.answers", "{answer}", "Answers of address detectors, by what they said.");
        rounds = meter.CreateCounter<long>("homelab.address.rounds", "{round}", "Rounds of address detectors, by what they came to.");
    }

    public void Answered(string uplink, IpFamily family, Answer answer) => answers.Add(
        1, new("uplink", uplink), new("family", family.ToString()), new("detector", answer.Detector), new("result", answer.Refusal?.Code ?? "Address"));

    public void Concluded(string uplink, IpFamily family, string result) =>
        rounds.Add(1, new("uplink", uplink), new("family", family.ToString()), new("result", result));
}
