using Xunit.Sdk;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>What the services of a fleet said from one moment to another, line by line.</summary>
/// <param name="Lines">By the service's name.</param>
public sealed record OutageLog(IReadOnlyDictionary<string, IReadOnlyList<string>> Lines)
{
    public static async Task<OutageLog> DuringAsync(Fleet fleet, Func<Task> outage)
    {
        var before = Fleet.Services.ToDictionary(it => it, it => fleet.Log(it).Count);
        try
        {
            await outage();
        }
        catch (XunitException exception)
        {
            throw new XunitException($"{exception.Message}\n{Since(fleet, before)}console:\n{string.Join('\n', fleet.Lines)}", exception);
        }
        return Since(fleet, before);
    }

    static OutageLog Since(Fleet fleet, Dictionary<string, int> before) =>
        new(before.ToDictionary(it => it.Key, it => (IReadOnlyList<string>)[.. fleet.Log(it.Key).Skip(it.Value)]));

    public override string ToString() => string.Concat(Lines.Select(it => $"{it.Key}:\n{string.Concat(it.Value.Select(line => $"  {line}\n"))}"));
}
