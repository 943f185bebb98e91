using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Exceptions;

namespace k8s.KubeConfigs;

static class Authorities
{
    public static X509Certificate2Collection FromFile(string path)
    {
        try
        {
            return FromPem(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"The authority at {path} cannot be read: {exception.Message}", exception);
        }
    }

    public static X509Certificate2Collection FromBase64(string text, string where)
    {
        try
        {
            return FromPem(Encoding.UTF8.GetString(Convert.FromBase64String(text)), where);
        }
        catch (FormatException exception)
        {
            throw new KubeConfigException($"{where} is not base64.", exception);
        }
    }

    static X509Certificate2Collection FromPem(string pem, string where)
    {
        var result = new X509Certificate2Collection();
        try
        {
            result.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new KubeConfigException($"{where} holds no certificate: {exception.Message}", exception);
        }
        return result.Count > 0 ? result : throw new KubeConfigException($"{where} holds no certificate.");
    }
}
