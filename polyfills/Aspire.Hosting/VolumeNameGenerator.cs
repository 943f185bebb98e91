using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class VolumeNameGenerator
{
    /// <summary>A volume name that differs between checkouts and stays the same for one.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        var application = builder.ApplicationBuilder;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(application.AppHostDirectory)))[..10];
        var name = Safe(application.Environment.ApplicationName.ToLowerInvariant());
        return application.ExecutionContext.IsPublishMode
            ? $"{name}-{builder.Resource.Name}-{suffix}"
            : $"{name}-{hash}-{builder.Resource.Name}-{suffix}";
    }

    static string Safe(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
}
