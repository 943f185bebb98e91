using System.Globalization;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>What one comparison is about: each updater has an uplink and records of its own in it.</summary>
/// <param name="Names">How many records follow the uplink.</param>
/// <param name="HasUsualInterval">Whether the detectors are asked as often as unless told.</param>
sealed record Scenario(string Id, int Names = 1, bool HasUsualInterval = false)
{
    public string Zone => $"{Id}.example";

    public string Uplink(IUpdater updater) => $"{Id}-{updater.Credential}";

    public IReadOnlyList<string> Hosts(IUpdater updater) =>
        [.. Enumerable.Range(0, Names).Select(i => string.Create(CultureInfo.InvariantCulture, $"{updater.Credential}-{i}.{Zone}"))];
}
