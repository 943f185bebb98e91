using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Rpc;

/// <summary>Copies that are wanted, in the words of the contract.</summary>
static class BackupMessages
{
    public static BackupPolicy Of(DocumentRow document, BackupPolicySpec spec, IEnumerable<WantedVolume> volumes)
    {
        var message = new BackupPolicy
        {
            Name = document.Name,
            Repository = spec.Repository,
            Password = SnapshotMessages.Of(spec.Password),
            Every = Duration.FromTimeSpan(spec.Every),
            Apply = spec.Apply ?? "",
            Include = { spec.Include },
            Exclude = { spec.Exclude },
            Volumes = { volumes },
            IsAbsent = document.AbsentCode.Length > 0,
        };
        foreach (var (name, reference) in spec.Environment)
            message.Environment.Add(name, SnapshotMessages.Of(reference));
        return message;
    }
}
