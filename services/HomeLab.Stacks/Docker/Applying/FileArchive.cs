using System.Formats.Tar;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Packs files for a container's root directory.</summary>
static class FileArchive
{
    public static MemoryStream Of(IEnumerable<DeliveredFile> files)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var content = new MemoryStream(file.Content.ToArray(), writable: false);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, file.Target.TrimStart('/'))
                {
                    DataStream = content,
                    Mode = (UnixFileMode)file.Mode,
                    Uid = file.Uid,
                    Gid = file.Gid,
                    // The same files are the same bytes.
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }
        archive.Position = 0;
        return archive;
    }
}
