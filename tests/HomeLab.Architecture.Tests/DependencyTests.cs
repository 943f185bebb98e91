using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HomeLab.Architecture.Tests;

public sealed partial class DependencyTests
{
    [Fact]
    public void A_service_shares_contracts_defaults_and_clients_and_nothing_else()
    {
        string[] shared = ["HomeLab.ServiceDefaults", "HomeLab.Contracts", "HomeLab.Contracts.Grpc", "HomeLab.Lab"];

        var others = Repository.Files("*.csproj")
            .Where(project => project.StartsWith("services/", StringComparison.Ordinal))
            .SelectMany(project => References(project).Select(reference => (project, reference)))
            .Where(r => !shared.Contains(r.reference.Name) && !r.reference.Path.Contains("clients/", StringComparison.Ordinal))
            .ToList();

        Assert.Empty(others);
    }

    [Fact]
    public void Only_the_messaging_folder_of_ServiceDefaults_knows_MassTransit_at_run_time()
    {
        var users = Code("HomeLab.ServiceDefaults/", "services/", "clients/", "cli/", "contracts/HomeLab.Contracts.Grpc/")
            .Where(file => !file.StartsWith("HomeLab.ServiceDefaults/Messaging/", StringComparison.Ordinal))
            .Where(file => MassTransit().IsMatch(Repository.Read(file)))
            .ToList();

        Assert.Empty(users);
    }

    [Fact]
    public void Planning_is_pure()
    {
        var impure = Code("services/")
            .Where(file => file.Contains("/Planning/", StringComparison.Ordinal))
            .SelectMany(file => Impure().Matches(Repository.Read(file)).Select(match => $"{file}: {match.Value}"))
            .ToList();

        Assert.Empty(impure);
    }

    [Fact]
    public void One_code_serves_polyfills_and_packages()
    {
        var conditional = Code("").Where(file => Conditional().IsMatch(Repository.Read(file))).ToList();

        Assert.Empty(conditional);
    }

    [Fact]
    public void Time_in_SQL_is_a_parameter()
    {
        var clocks = Code("HomeLab.ServiceDefaults/", "services/").Concat(Repository.Files("*.sql").Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)))
            .SelectMany(file => DatabaseClock().Matches(Repository.Read(file)).Select(match => $"{file}: {match.Value}"))
            .ToList();

        Assert.Empty(clocks);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("HomeLab.sln").Replace('\\', '/');

        Assert.Empty(Repository.Files("*.csproj").Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)));
    }

    static IEnumerable<string> Code(params string[] folders) =>
        Repository.Files("*.cs").Where(file => folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

    static IEnumerable<(string Name, string Path)> References(string project) => XDocument.Parse(Repository.Read(project))
        .Descendants("ProjectReference")
        .Select(reference => ((string)reference.Attribute("Include")!).Replace('\\', '/'))
        .Select(path => (Path.GetFileNameWithoutExtension(path), path));

    [GeneratedRegex(@"^using MassTransit|\bMassTransit\.\w", RegexOptions.Multiline)]
    private static partial Regex MassTransit();

    [GeneratedRegex(@"\b(async|await|Task<|ILogger|TimeProvider|Random\b|HttpClient|NpgsqlConnection|IServiceProvider|DateTimeOffset\.UtcNow|Guid\.NewGuid)")]
    private static partial Regex Impure();

    [GeneratedRegex(@"^\s*#(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Conditional();

    [GeneratedRegex(@"\b(now\(\)|current_timestamp|clock_timestamp\(\)|statement_timestamp\(\)|transaction_timestamp\(\))", RegexOptions.IgnoreCase)]
    private static partial Regex DatabaseClock();
}
