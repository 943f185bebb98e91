using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Probes;

/// <summary>Has a certificate shown and says nothing else. Any is taken, and judged.</summary>
/// <param name="authorities">Instead of those of the machine.</param>
sealed class TlsLook(X509Certificate2Collection? authorities = null)
{
    /// <param name="name">By which it is asked for; empty: by none.</param>
    /// <exception cref="AuthenticationException">None was shown, or none that can be read.</exception>
    public async Task<ServedCertificate> AtAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        ServedCertificate? served = null;
        await using var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(Options(name, it => served = it), cancellationToken);
        }
        catch (Exception exception) when (served is not null && exception is AuthenticationException or IOException)
        {
            // Who wants to know us too hangs up, after having shown its own.
        }
        return served ?? throw new AuthenticationException("it showed no certificate");
    }

    [SuppressMessage("Security", "CA5359", Justification = "What is wrong with a certificate is what we want to know; nothing is sent.")]
    [SuppressMessage("Security", "CA5399", Justification = "Nobody is trusted by it.")]
    SslClientAuthenticationOptions Options(string name, Action<ServedCertificate> take) => new()
    {
        TargetHost = name,
        AllowTlsResume = false,
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            try
            {
                if (certificate is not null)
                    take(Judge(new X509Certificate2(certificate), chain!, name));
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException or FormatException)
            {
                return false;
            }
            return true;
        },
    };

    /// <summary>Certificates name places where more can be fetched: whoever made one must not send us there.</summary>
    X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }
        return policy;
    }

    ServedCertificate Judge(X509Certificate2 certificate, X509Chain chain, string name)
    {
        using (certificate)
        {
            // Whether its time has come is for who knows the time.
            var wrong = chain.ChainStatus.Select(it => it.Status & ~X509ChainStatusFlags.NotTimeValid).Where(it => it != X509ChainStatusFlags.NoError).Distinct().ToList();
            bool? isTrusted = wrong.Count == 0 ? true : HasAuthorities() ? false : null;
            return new ServedCertificate(
                CertificateFacts.Of(certificate), isTrusted, isTrusted == false ? string.Join(", ", wrong.Select(Word)) : "",
                name.Length == 0 ? null : certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false));
        }
    }

    /// <summary>A machine without any trusts nobody, which says nothing of anybody.</summary>
    bool HasAuthorities()
    {
        if (authorities is not null)
            return true;
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.Count > 0;
    }

    static string Word(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.UntrustedRoot => "its authority is none of this machine's",
        X509ChainStatusFlags.PartialChain => "its issuer is not known here and was not sent along",
        _ => status.ToString(),
    };
}
