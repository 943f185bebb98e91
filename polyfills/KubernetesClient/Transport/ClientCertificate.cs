using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Exceptions;

namespace k8s;

static class ClientCertificate
{
    /// <summary>The certificate with its key, or null where the configuration does not have both. A file goes before text.</summary>
    public static X509Certificate2 Of(KubernetesClientConfiguration config)
    {
        var certificate = Text(config.ClientCertificateFilePath, config.ClientCertificateData, "client certificate");
        var key = Text(config.ClientKeyFilePath, config.ClientCertificateKeyData, "client certificate's key");
        if (certificate is null || key is null)
            return null;

        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException exception)
        {
            throw new KubeConfigException($"The client certificate and its key do not go together: {exception.Message}", exception);
        }
    }

    static string Text(string path, string base64, string what)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(path))
                return File.ReadAllText(path);
            return string.IsNullOrWhiteSpace(base64) ? null : Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"The {what} at {path} cannot be read: {exception.Message}", exception);
        }
        catch (FormatException exception)
        {
            throw new KubeConfigException($"The {what} in the configuration is not base64.", exception);
        }
    }
}
