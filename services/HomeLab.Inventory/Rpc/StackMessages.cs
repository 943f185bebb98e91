using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Sops;

namespace HomeLab.Inventory.Rpc;

/// <summary>Stacks that are wanted, in the words of the contract.</summary>
static class StackMessages
{
    const int CallsPerHour = 100;
    static readonly TimeSpan HealthyWithin = TimeSpan.FromMinutes(5);

    /// <param name="document">That asks for it; null: the repository's own files.</param>
    public static DesiredStack Of(DeclaredStack stack, LabSpec lab, RepositorySpec repository, string commit, DocumentRow? document)
    {
        var rendered = stack.Rendered;
        var message = new DesiredStack
        {
            Key = stack.Key,
            Name = stack.Name,
            DeclaredBy = stack.DeclaredBy,
            Source = SourceNames.Of(repository),
            Commit = commit,
            File = document?.File ?? stack.At.File,
            Line = document?.Line ?? stack.At.Line,
            ProjectJson = rendered.ProjectJson ?? "",
            Project = rendered.Name,
            Files = { rendered.Files.Where(it => it.Text is not null).Select(it => Of(it.Path, it.Text!, stack.TableJson.Length == 0 && (rendered.Mounted.Contains(it.Path) || SopsDotenv.IsEncrypted(it.Text!)))) },
            Profiles = { stack.Document?.Profiles ?? [] },
            After = { stack.After },
            State = stack.Document?.State ?? "",
            Apply = stack.Document?.Apply ?? "",
            HealthyWithin = Duration.FromTimeSpan(stack.Document?.HealthyWithin ?? HealthyWithin),
            HealAfter = stack.Document?.HealAfter is { } healAfter ? Duration.FromTimeSpan(healAfter) : null,
            Unresolved = { rendered.Unresolved.Select(it => new Unresolved { Code = it.Code, Subject = it.Subject, File = it.At.File, Line = it.At.Line, Column = it.At.Column, Message = it.Message }) },
            Problems = { rendered.Problems.Select(SnapshotMessages.Of) },
            IsAbsent = document?.AbsentCode.Length > 0,
            Updates = Of(stack.Document?.Updates ?? repository.Deploy?.Updates ?? new UpdatesSpec()),
        };
        foreach (var (name, reference) in (stack.Document?.Secrets ?? new Dictionary<string, HomeLab.Lab.Kinds.SecretReference>()).OrderBy(it => it.Key, StringComparer.Ordinal))
            message.Secrets.Add(name, SnapshotMessages.Of(reference));
        if (rendered.Files.Any(it => it.Text is { } text && SopsDotenv.IsEncrypted(text)))
            message.AgeKeys.AddRange(repository.AgeKeys.Select(SnapshotMessages.Of));
        if (stack.TableJson.Length > 0)
            message.Komodo = Of(lab.Komodo.First(it => SourceNames.Of(it) == stack.Target), stack.TableJson);
        else
            message.Engine = Of(lab.Docker.FirstOrDefault(it => SourceNames.Of(it) == stack.Target), stack);
        return message;
    }

    /// <summary>Over what decides how the stack is to be, and nothing that changes with every commit.</summary>
    public static string DigestOf(DesiredStack stack)
    {
        var deciding = stack.Clone();
        (deciding.Digest, deciding.Commit, deciding.File, deciding.Line, deciding.Apply, deciding.IsAbsent, deciding.Updates, deciding.HealAfter) = ("", "", "", 0, "", false, null, null);
        return Convert.ToHexStringLower(SHA256.HashData(deciding.ToByteArray()));
    }

    public static DesiredStack WithoutBody(DesiredStack stack) => new()
    {
        Key = stack.Key, Digest = stack.Digest, Commit = stack.Commit, File = stack.File, Line = stack.Line, Apply = stack.Apply, IsAbsent = stack.IsAbsent, Source = stack.Source,
        HealAfter = stack.HealAfter,
        Updates = stack.Updates,
    };

    public static RegistryAccess Of(RegistrySpec registry) => new()
    {
        Host = registry.Host, User = registry.User ?? "", Password = registry.Password is { } password ? SnapshotMessages.Of(password) : null, Insecure = registry.Insecure == true,
        CallsPerHour = registry.CallsPerHour ?? CallsPerHour,
    };

    static Updates Of(UpdatesSpec updates) => new()
    {
        Track = updates.Track, FollowsDigests = updates.Digests == "follow", After = Duration.FromTimeSpan(updates.After), Canary = updates.Canary ?? "",
    };

    static StackFile Of(string path, string text, bool isSent)
    {
        var content = Encoding.UTF8.GetBytes(text);
        return new StackFile
        {
            Path = $"./{path}", Digest = Convert.ToHexStringLower(SHA256.HashData(content)), Content = isSent ? ByteString.CopyFrom(content) : ByteString.Empty,
        };
    }

    static KomodoTarget Of(KomodoSource source, string table) => new()
    {
        Name = source.Name, Url = source.Url, Key = SnapshotMessages.Of(source.Key), Secret = SnapshotMessages.Of(source.Secret), StackJson = table,
    };

    /// <summary>A document may name a host that the lab no longer has: without an endpoint nothing is done.</summary>
    static EngineTarget Of(DockerSource? source, DeclaredStack stack)
    {
        var engine = source is null ? new EngineTarget { Name = stack.Document?.Docker ?? "" } : EngineMessages.Of(source);
        engine.HostDirectory = stack.Document?.HostDirectory ?? "";
        return engine;
    }
}
