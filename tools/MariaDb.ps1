#Requires -Version 7.4
# A MariaDB of the caller's own, from the system's packages, for the tests and the demo. Why there can be none stands here, else nothing.
$mariaDbWhyNone = if (!(Get-Command mariadbd, /usr/sbin/mariadbd -ErrorAction Ignore)) { 'there is no mariadbd on this machine' }

# Starts a server on a socket and a loopback port, its data below out/. A shell between them ends it when its input ends: with this process.
function Start-MariaDb {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to out only.')]
    param ()
    $program = (Get-Command mariadbd, /usr/sbin/mariadbd -ErrorAction Ignore | Select-Object -First 1).Source
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    $name = "pester-$PID-$([guid]::NewGuid().ToString('N').Substring(0, 6))"
    $folder = Join-Path $root "out/mariadb/$name"
    $null = New-Item $folder -ItemType Directory -Force
    $user = @(if ([Environment]::UserName -eq 'root') { '--user=root' })
    $installed = mariadb-install-db --no-defaults "--datadir=$folder/data" --auth-root-authentication-method=socket "--auth-root-socket-user=$([Environment]::UserName)" --skip-test-db @user 2>&1
    if ($LASTEXITCODE) { throw "mariadb-install-db failed: $installed" }
    # Paths of sockets are short, and folders of temporary files may be long.
    $socket = Join-Path ([IO.Path]::GetTempPath()) "dba-$name.sock"
    if ($socket.Length -gt 103) { $socket = "/tmp/dba-$name.sock" }
    for ($attempt = 1; ; $attempt++) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $listener.Stop()
        $start = [Diagnostics.ProcessStartInfo]::new('/bin/sh')
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $script = 'exec 3<&0; "$@" >/dev/null 2>&1 & server=$!; trap ''kill $server'' TERM INT; (cat >/dev/null; kill $server 2>/dev/null) <&3 & wait $server'
        foreach ($argument in @('-c', $script, 'mariadbd', $program, '--no-defaults', "--datadir=$folder/data", "--socket=$socket", "--port=$port",
                '--bind-address=127.0.0.1', "--pid-file=$folder/pid", '--general-log=1', "--general-log-file=$folder/general.log", '--skip-log-bin',
                "--log-error=$folder/error.log", '--innodb-buffer-pool-size=16M', '--innodb-flush-log-at-trx-commit=0', '--performance-schema=off') + $user) {
            $start.ArgumentList.Add($argument)
        }
        $process = [Diagnostics.Process]::Start($start)
        $watch = [Diagnostics.Stopwatch]::StartNew()
        while (!(Test-Path $socket) -and !$process.HasExited -and $watch.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 50 }
        if ((Test-Path $socket) -and !$process.HasExited) { break }
        $log = (Get-Content "$folder/error.log" -Tail 30 -ErrorAction Ignore) -join "`n"
        if (!$process.HasExited) { $process.Kill($true) }
        # Between being chosen and being used a port may become somebody else's.
        if ($attempt -ge 5 -or $log -notmatch 'Bind on TCP/IP port|Address already in use') { throw "mariadbd does not start on port $port. The end of its log:`n$log" }
    }
    [pscustomobject]@{
        Socket = $socket
        Port = $port
        Log = "$folder/general.log"
        Folder = $folder
        Process = $process
        Credential = [pscredential]::new('root', [securestring]::new())
    }
}

function Stop-MariaDb {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It ends what was started.')]
    param ([object] $Server)
    if ($Server) {
        $Server.Process.StandardInput.Close()
        if (!$Server.Process.WaitForExit(20000)) { $Server.Process.Kill($true) }
        Remove-Item $Server.Folder -Recurse -Force
    }
}
