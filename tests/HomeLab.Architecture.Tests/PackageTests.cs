using System.Xml.Linq;

namespace HomeLab.Architecture.Tests;

/// <summary>Both settings of <c>UsePolyfills</c>, read from the project files: the packages behind it need not be there.</summary>
public sealed class PackageTests
{
    static readonly HashSet<string> Polyfills =
        [.. Repository.Files("*.csproj").Where(InPolyfills).Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_package_has_its_version_either_way(bool usePolyfills)
    {
        var versions = Versions(usePolyfills).ToHashSet();

        var without = Projects().SelectMany(project => Packages(project, usePolyfills)
            .Where(package => !versions.Contains(package) && !(usePolyfills && Polyfills.Contains(package)))
            .Select(package => $"{project}: {package}"));

        Assert.Empty(without);
    }

    [Fact]
    public void A_package_has_a_version_while_polyfills_are_on_only_where_none_stands_for_it() =>
        Assert.Empty(Versions(usePolyfills: true).Intersect(Polyfills));

    [Fact]
    public void No_project_names_a_package_or_a_project_twice()
    {
        var twice = Repository.Files("*.csproj").SelectMany(project => Items(project, "PackageReference")
            .Concat(Items(project, "ProjectReference"))
            .GroupBy(item => (string?)item.Attribute("Include"))
            .Where(same => same.Count() > 1)
            .Select(same => $"{project}: {same.Key}"));

        Assert.Empty(twice);
    }

    [Fact]
    public void No_project_sets_a_version_of_its_own() => Assert.Empty(Projects().SelectMany(project => Items(project, "PackageReference")
        .Where(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
        .Select(package => $"{project}: {package}")));

    /// <summary>The dashboard stands in for a program that comes with the SDK: there is no package to name.</summary>
    [Fact]
    public void Polyfills_that_are_libraries_are_named_as_packages_outside_their_folder()
    {
        var direct = Repository.Files("*.csproj").Where(project => !InPolyfills(project)).SelectMany(project => Items(project, "ProjectReference")
            .Select(reference => (string)reference.Attribute("Include")!)
            .Where(path => path.Contains("polyfills/", StringComparison.Ordinal))
            .Select(path => path[path.IndexOf("polyfills/", StringComparison.Ordinal)..])
            .Where(polyfill => (string?)Xml(polyfill).Root!.Attribute("Sdk") != "Microsoft.NET.Sdk.Web")
            .Select(polyfill => $"{project}: {polyfill}"));

        Assert.Empty(direct);
    }

    [Fact]
    public void Every_AppHost_takes_the_SDK_of_the_version_of_its_packages()
    {
        var version = (string?)Xml("Directory.Packages.props").Descendants("AspireVersion").Single();

        var others = Repository.Files("*.csproj").SelectMany(project => Items(project, "Import")
            .Where(import => (string?)import.Attribute("Sdk") == "Aspire.AppHost.Sdk" && (string?)import.Attribute("Version") != version)
            .Select(import => $"{project}: {import}"));

        Assert.Empty(others);
    }

    static bool InPolyfills(string path) => path.StartsWith("polyfills/", StringComparison.Ordinal);

    static IEnumerable<string> Projects() => Repository.Files("*.csproj")
        .Concat(["Directory.Build.targets", "tests/Directory.Build.props", "polyfills/Directory.Build.props"]);

    static IEnumerable<string> Packages(string project, bool usePolyfills) => Items(project, "PackageReference")
        .Where(item => Holds(item, usePolyfills))
        .Select(item => (string?)item.Attribute("Include"))
        .OfType<string>();

    static IEnumerable<string> Versions(bool usePolyfills) => Items("Directory.Packages.props", "PackageVersion")
        .Where(item => Holds(item, usePolyfills))
        .Select(item => (string)item.Attribute("Include")!);

    /// <summary>Of all conditions only the switch itself counts; any other may hold.</summary>
    static bool Holds(XElement item, bool usePolyfills) => !item.AncestorsAndSelf()
        .Select(element => (string?)element.Attribute("Condition"))
        .Any(condition => condition?.Contains($"'$(UsePolyfills)' {(usePolyfills ? "!=" : "==")} 'true'", StringComparison.Ordinal) == true);

    static IEnumerable<XElement> Items(string project, string name) => Xml(project).Descendants(name);

    static XDocument Xml(string path) => XDocument.Parse(Repository.Read(path));
}
