using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HomeLab.NativeServers;

/// <summary>What a broker reads at its start and on demand: https://www.rabbitmq.com/docs/definitions.</summary>
static class RabbitMqDefinitions
{
    public static string User(string name, string password) => JsonSerializer.Serialize(new
    {
        users = new[] { new { name, password_hash = Hash(password), hashing_algorithm = "rabbit_password_hashing_sha256", tags = "administrator" } },
        vhosts = new[] { new { name = "/" } },
        permissions = new[] { Permission(name, "/") },
    });

    public static string VirtualHost(string name, string user) =>
        JsonSerializer.Serialize(new { vhosts = new[] { new { name } }, permissions = new[] { Permission(user, name) } });

    static object Permission(string user, string vhost) => new { user, vhost, configure = ".*", write = ".*", read = ".*" };

    /// <summary>Four bytes of salt, then SHA-256 over salt and password: https://www.rabbitmq.com/docs/passwords.</summary>
    static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
