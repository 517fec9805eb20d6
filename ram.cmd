@echo off
rem Runs a program of ram-examples: ram COMMAND .... Builds it first where it is missing.
setlocal
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%ram-examples\target\ram-examples-0.1.0-SNAPSHOT.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%JAR%" goto run
echo ram: building, once (the first time Maven downloads what is needed) 1>&2
pushd "%HOME_DIR%"
call mvn -B -q -Dram.quick -DskipTests -pl ram-examples -am package 1>&2
set BUILT=%ERRORLEVEL%
popd
if not "%BUILT%"=="0" exit /b %BUILT%
:run
if not defined OPENCV_LOG_LEVEL set "OPENCV_LOG_LEVEL=SILENT"
"%JAVA%" -jar "%JAR%" %*
exit /b %ERRORLEVEL%
