using System.Text.RegularExpressions;
using HomeLab.Simulators.Komodo.Seeds;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo;

sealed partial class KomodoOptionsValidator : IValidateOptions<KomodoOptions>
{
    public ValidateOptionsResult Validate(string? name, KomodoOptions options)
    {
        var twice = options.Cores.GroupBy(core => core.Name).Where(group => group.Count() > 1)
            .Select(group => $"{KomodoOptions.Section}:Cores names {group.Key} more than once.");
        List<string> mistakes = [.. options.Cores.SelectMany(Mistakes), .. twice];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>Each mistake of a seed as a sentence.</summary>
    public static IEnumerable<string> Mistakes(CoreSeed core)
    {
        var where = $"{KomodoOptions.Section}:Cores:{core.Name}";
        var servers = core.Servers.Select(server => server.Name).ToHashSet();
        if (!Label().IsMatch(core.Name))
            yield return $"{KomodoOptions.Section}:Cores has '{core.Name}', which is no host label.";
        if (Release.Parse(core.Version) is null)
            yield return $"{where} has the version '{core.Version}'; it is three numbers with dots between.";
        foreach (var stack in core.Stacks.Where(stack => stack.Server.Length > 0 && !servers.Contains(stack.Server)))
            yield return $"{where}:Stacks:{stack.Name} is on the server '{stack.Server}', which is none of its.";
        foreach (var twice in core.Stacks.Select(stack => stack.Name).GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"{where}:Stacks has {twice.Key} more than once.";
        foreach (var twice in core.Servers.Select(server => server.Name).GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"{where}:Servers has {twice.Key} more than once.";
    }

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Label();
}
