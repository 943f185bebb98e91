using System.Reflection;

namespace Aspire.Hosting;

/// <summary>Where the AppHost's project is, as the build wrote it into its assembly.</summary>
sealed record AppHostLocation(Assembly? Assembly, string Name, string Directory)
{
    const string DirectoryKey = "apphostprojectpath";
    const string DashboardKey = "aspiredashboardpath";
    const string DashboardFile = "Aspire.Dashboard.dll";
    const string OutputKey = "AspireProjectOutput:";

    public static AppHostLocation Of(Assembly? assembly, string? projectDirectory) => new(
        assembly,
        assembly?.GetName().Name ?? "AppHost",
        projectDirectory ?? Metadata(assembly, DirectoryKey) ?? System.IO.Directory.GetCurrentDirectory());

    /// <summary>The DLL that the AppHost's own build made of a project it references; null for any other project.</summary>
    public string? FindOutput(string projectPath) => Metadata(Assembly, OutputKey + projectPath);

    /// <summary>The DLL of the dashboard that the build named, or that is beside the AppHost; null when there is none.</summary>
    public string? FindDashboard()
    {
        string?[] places = [Metadata(Assembly, DashboardKey), Path.Combine(AppContext.BaseDirectory, DashboardFile)];
        return places.FirstOrDefault(File.Exists);
    }

    static string? Metadata(Assembly? assembly, string key) => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
