using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What the change of a stack's files since its deployment asks for.</summary>
sealed record FileChange(bool IsFullDeploy, bool IsFullRestart, ImmutableList<string> Deploy, ImmutableList<string> Restart)
{
    public static readonly FileChange None = new(false, false, [], []);

    /// <summary>Files that Komodo itself keeps are no files of elsewhere: once it is deployed, nothing changes.</summary>
    public static FileChange Of(Findings findings)
    {
        if (findings.DeployedContents is not { } deployed)
            return None with { IsFullDeploy = true };
        var before = deployed.GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.First().Contents);
        return (findings.RemoteContents ?? []).Where(file => before.GetValueOrDefault(file.Path) != file.Contents)
            .Aggregate(None, (change, file) => before.ContainsKey(file.Path) ? change.With(file) : change with { IsFullDeploy = true });
    }

    FileChange With(StackFile file) => (file.Requires, file.Services.IsEmpty) switch
    {
        ("Redeploy", true) => this with { IsFullDeploy = true },
        ("Redeploy", false) => this with { Deploy = [.. Deploy.Union(file.Services)] },
        ("Restart", true) => this with { IsFullRestart = true },
        ("Restart", false) => this with { Restart = [.. Restart.Union(file.Services)] },
        _ => this,
    };
}
