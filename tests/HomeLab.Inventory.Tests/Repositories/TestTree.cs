using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Tests.Repositories;

/// <summary>Repositories for tests.</summary>
static class TestTree
{
    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    public static RepositoryTree Of(params (string Path, string Text)[] files) => new(files.Select(it => new RepositoryFile(it.Path, it.Text, null)));

    public static RepositoryReading Read(params (string Path, string Text)[] files) => Read(RepositoryOptions.Named("home"), files);

    public static RepositoryReading Read(RepositoryOptions options, params (string Path, string Text)[] files) =>
        RepositoryReader.Read(Of(files), Revision, options);

    /// <summary>Everything that came out of it, as a test looks for secrets.</summary>
    public static string Everything(RepositoryReading reading) => string.Join('\n',
    [
        .. reading.Objects.Select(it => it.ToString()), .. reading.Hosts.Select(it => it.ToString()), .. reading.Dependencies.Select(it => it.ToString()),
        .. reading.Unresolved.Select(it => it.ToString()), .. reading.Problems.Select(it => it.ToString()),
    ]);
}
