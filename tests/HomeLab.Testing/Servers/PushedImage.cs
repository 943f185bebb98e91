using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HomeLab.Testing.Servers;

/// <summary>Puts images into a registry as <c>docker push</c> does.</summary>
public static class PushedImage
{
    const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    const string Layer = "application/vnd.oci.image.layer.v1.tar";
    const string Config = "application/vnd.oci.image.config.v1+json";

    /// <param name="version">Becomes a label: another one makes another digest of the same content.</param>
    /// <param name="rootFileSystem">A tar archive; null: one file, of which no container can be started.</param>
    /// <param name="command">Of its containers.</param>
    /// <returns>The digest that the tag names now.</returns>
    public static async Task<string> PushAsync(this TestRegistry registry, string repository, string tag, string version, byte[]? rootFileSystem = null, params string[] command)
    {
        ArgumentNullException.ThrowIfNull(registry);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://{registry.Host}/") };
        if (registry.Password.Length > 0)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TestRegistry.UserName}:{registry.Password}")));
        var layer = rootFileSystem ?? Encoding.UTF8.GetBytes("no archive");
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = RuntimeArchitecture, os = "linux", config = new { Env = (string[])["PATH=/bin"], Cmd = command, Labels = new { version } },
            rootfs = new { type = "layers", diff_ids = (string[])[DigestOf(layer)] },
        });
        await PutBlobAsync(http, repository, layer);
        await PutBlobAsync(http, repository, config);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2, mediaType = Manifest, config = new { mediaType = Config, digest = DigestOf(config), size = config.Length },
            layers = (object[])[new { mediaType = Layer, digest = DigestOf(layer), size = layer.Length }],
        });
        using var body = new ByteArrayContent(manifest) { Headers = { ContentType = new MediaTypeHeaderValue(Manifest) } };
        (await http.PutAsync($"v2/{repository}/manifests/{tag}", body)).EnsureSuccessStatusCode();
        return DigestOf(manifest);
    }

    static string RuntimeArchitecture => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        _ => "amd64",
    };

    static async Task PutBlobAsync(HttpClient http, string repository, byte[] blob)
    {
        using var there = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"v2/{repository}/blobs/{DigestOf(blob)}"));
        if (there.StatusCode == HttpStatusCode.OK)
            return;
        using var begun = (await http.PostAsync($"v2/{repository}/blobs/uploads/", null)).EnsureSuccessStatusCode();
        var at = begun.Headers.Location!.ToString();
        using var body = new ByteArrayContent(blob) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        var put = string.Create(CultureInfo.InvariantCulture, $"{at}{(at.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(DigestOf(blob))}");
        (await http.PutAsync(put, body)).EnsureSuccessStatusCode();
    }

    static string DigestOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
}
