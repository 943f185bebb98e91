using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class VolumeNameGenerator
{
    /// <summary>A volume name that stays the same for one checkout, and differs between checkouts in run mode.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        var application = builder.ApplicationBuilder;
        // What is published does not depend on where it was published from.
        var origin = application.ExecutionContext.IsPublishMode ? application.Environment.ApplicationName : application.AppHostDirectory;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..10];
        return $"{Safe(application.Environment.ApplicationName.ToLowerInvariant())}-{hash}-{builder.Resource.Name}-{suffix}";
    }

    static string Safe(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
}
