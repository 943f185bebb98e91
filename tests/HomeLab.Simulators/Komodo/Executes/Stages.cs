using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What the stages of something say, with secret values made unreadable.</summary>
sealed class Stages(DateTimeOffset now, IReadOnlyDictionary<string, string> secrets)
{
    readonly List<UpdateLog> logs = [];

    public ImmutableList<UpdateLog> Logs => [.. logs];

    public void Tell(string stage, string text) => logs.Add(UpdateLog.Simple(stage, Hidden(text), now));

    public void Succeed(string stage, string command, string output = "", string error = "") =>
        logs.Add(new UpdateLog(stage, Hidden(command), Hidden(output), Hidden(error), true, now));

    /// <summary>A command that ended with another code than 0.</summary>
    public void Fail(string stage, string command, string error) => logs.Add(new UpdateLog(stage, Hidden(command), "", Hidden(error), false, now));

    /// <summary>An error of Komodo's own.</summary>
    public void Refuse(string stage, string text) => logs.Add(UpdateLog.Failed(stage, Hidden(text), now));

    public string Hidden(string text) => secrets.Where(it => it.Value.Length > 0).Aggregate(text, (said, secret) => said.Replace(secret.Value, $"<{secret.Key}>", StringComparison.Ordinal));
}
