@echo off
rem Runs a program of ram-cli, ram-cli-train, ram-cli-catalog or ram-cli-server: ram COMMAND .... Builds what is missing or older than its sources first.
setlocal
set "HOME_DIR=%~dp0"
rem Training, catalogues and the server have modules of their own: their libraries are large, and nothing else needs them.
set "PROGRAM=cli"
if "%~1"=="train" set "PROGRAM=cli-train"
for %%c in (tag search video) do if "%~1"=="%%c" set "PROGRAM=cli-catalog"
if "%~1"=="serve" set "PROGRAM=cli-server"
call :find
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem Each JDK reads its own archive of classes alone.
set "JDK=path"
if defined JAVA_HOME if exist "%JAVA_HOME%\release" for /f "usebackq tokens=1,2 delims==" %%a in ("%JAVA_HOME%\release") do if "%%a"=="JAVA_RUNTIME_VERSION" set "JDK=%%~b"
set "CLASSES=%HOME_DIR%ram-%PROGRAM%\target\ram-%JDK%.jsa"
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
rem As in ram: no search for CUDA libraries; a collector without threads, unless the JVM's options are chosen elsewhere.
set "OPTIONS=-Dorg.bytedeco.javacpp.platform.extension=-cpu"
if not defined JAVA_TOOL_OPTIONS if not defined JDK_JAVA_OPTIONS set "OPTIONS=%OPTIONS% -XX:+UseSerialGC"
if not defined JAR goto build
call :stale
if not "%STALE%"=="7" goto run
:build
echo ram: building, once (the first time Maven downloads what is needed) 1>&2
pushd "%HOME_DIR%"
call mvn -B -q -Dram.quick -DskipTests -pl ram-%PROGRAM% -am package 1>&2
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" exit /b %BUILT%
call :find
rem Maven leaves a jar as it is where nothing in it has changed.
powershell -NoProfile -NonInteractive -Command "(Get-Item -LiteralPath $env:JAR).LastWriteTime = Get-Date" >nul 2>&1
del /q "%HOME_DIR%ram-%PROGRAM%\target\ram-*.jsa" >nul 2>&1
:run
if not "%PROGRAM%"=="cli" goto start
if exist "%CLASSES%" goto start
rem The classes that recognizing an image loads, as the JVM keeps them. Empty where it cannot: not tried again, then.
"%JAVA%" %OPTIONS% "-XX:ArchiveClassesAtExit=%CLASSES%" -jar "%JAR%" recognize "%HOME_DIR%ram-examples\samples\house.png" >nul 2>&1
if not exist "%CLASSES%" type nul >"%CLASSES%"
:start
rem A JVM that cannot use the archive does without it, and need not say so.
for %%f in ("%CLASSES%") do if %%~zf gtr 0 set OPTIONS=%OPTIONS% "-XX:SharedArchiveFile=%CLASSES%" -Xlog:disable -Xlog:all=error:stderr -Xlog:cds=off -Xlog:cds*=off
"%JAVA%" %OPTIONS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

:find
rem The newest jar of the program, whatever its version: beside it lie those of sources and Javadoc.
set "JAR="
for /f "delims=" %%j in ('dir /b /o:d "%HOME_DIR%ram-%PROGRAM%\target\ram-%PROGRAM%-*.jar" 2^>nul ^| findstr /v /e /c:"-sources.jar" /c:"-javadoc.jar"') do set "JAR=%HOME_DIR%ram-%PROGRAM%\target\%%j"
exit /b 0

:stale
rem As in ram: whether a source is newer than the jar, 7 then. Its modules are those that the build put into lib. The prompt
rem compares no times, so PowerShell does, which comes with Windows; without it, the program runs as it is.
set "FIND=$made = (Get-Item -LiteralPath $env:JAR).LastWriteTimeUtc;"
set "FIND=%FIND% $program = 'ram-' + $env:PROGRAM;"
set "FIND=%FIND% $jars = @(Get-ChildItem -LiteralPath (Join-Path $env:HOME_DIR ($program + '\target\lib')) -Name);"
set "FIND=%FIND% $modules = @(Get-ChildItem -LiteralPath $env:HOME_DIR -Filter 'ram-*' | Where-Object { $_.PSIsContainer });"
set "FIND=%FIND% $used = @($modules | Where-Object { $_.Name -eq $program -or ($jars -match ('^' + $_.Name + '-[0-9].*\.jar$')) });"
set "FIND=%FIND% $files = @(Get-Item -LiteralPath (Join-Path $env:HOME_DIR 'pom.xml'));"
set "FIND=%FIND% $files += @(Get-ChildItem -LiteralPath (Join-Path $env:HOME_DIR 'tag-lists') -Recurse);"
set "FIND=%FIND% $files += @($used | ForEach-Object { Get-Item -LiteralPath (Join-Path $_.FullName 'pom.xml') });"
set "FIND=%FIND% $files += @($used | ForEach-Object { Get-ChildItem -LiteralPath (Join-Path $_.FullName 'src\main') -Recurse });"
set "FIND=%FIND% if ($files | Where-Object { -not $_.PSIsContainer -and $_.LastWriteTimeUtc -gt $made }) { exit 7 } else { exit 0 }"
powershell -NoProfile -NonInteractive -Command "%FIND%" >nul 2>&1
set "STALE=%ERRORLEVEL%"
exit /b 0
